import { firstChild } from './access.ts'
import { ruleText, rulesOf } from './css-text.ts'
import type { Styles } from './observe-styles.ts'
import { type RecordContext, source } from './record-context.ts'
import { scrubCssIn } from './scrub-urls-in.ts'

/** What a rule takes, in nodes. */
const nodesPerRule = 4
/** A page that never stops changing its rules is told of in one long task. */
const maxAttempts = 3

/**
 * Writes long stylesheets down a piece in each task, and tells of them once they are whole: the browser
 * spells every rule anew, and a megabyte of them takes a second.
 *
 * @returns to be called when the element of such a stylesheet is put into the frames.
 */
export function writeLongSheets(
  { scope: { policy }, mirror, goOn, room }: RecordContext,
  { changesOf, written }: Styles,
): (owner: HTMLLinkElement | HTMLStyleElement) => void {
  return (owner) => {
    const scrub = scrubCssIn(policy)
    let rules: CSSRule[] = []
    let parts: string[] = []
    let changes: number | undefined
    let attempts = 0

    function make(): object | null {
      const id = mirror.idOf(owner)
      if (id === 0) return null
      if (attempts === 0 || changes !== changesOf(owner)) {
        attempts++
        changes = changesOf(owner)
        rules = rulesOf(owner.sheet)
        parts = []
      }
      const base = owner.sheet?.href ?? owner.baseURI
      const end =
        attempts > maxAttempts ? rules.length : parts.length + Math.ceil(room.left / nodesPerRule)
      for (const rule of rules.slice(parts.length, end)) {
        parts.push(ruleText(rule, base, scrub))
        room.left -= nodesPerRule
      }
      if (parts.length < rules.length) {
        goOn(make)
        return null
      }
      written(owner)
      const css = parts.join('')
      // The player takes rules of an element with a text in it from the text.
      const textId = mirror.idOf(firstChild(owner))
      return {
        source: source.mutation,
        adds: [],
        removes: [],
        texts: textId > 0 ? [{ id: textId, value: css }] : [],
        attributes: textId > 0 ? [] : [{ id, attributes: { _cssText: css } }],
      }
    }

    goOn(make)
  }
}
