import { loadPart } from '../capture/load-part.ts'
import type { Tracker } from '../capture/scope.ts'
import { firstChild } from './access.ts'
import { rulesOf, type ScrubCss, sheetText } from './css-text.ts'
import type { Styles } from './observe-styles.ts'
import { type RecordContext, source } from './record-context.ts'
import { scrubCssIn } from './scrub-urls-in.ts'

export interface LongSheets extends Tracker {
  /** The element of such a stylesheet is put into the frames. */
  found(owner: SheetOwner): void
  /** Code has changed the stylesheet of this element. */
  changed(owner: object): void
  /** An element is in the frames with this as its `class`, if it has any. */
  classes(list: unknown): void
  /** Forgets what it follows: the frames end, or begin anew. */
  stop(): void
}

export type SheetOwner = HTMLLinkElement | HTMLStyleElement

/** What the recorder lends to the part. */
export interface SheetTools {
  rulesOf: typeof rulesOf
  scrub: ScrubCss
  /** Tells what the stylesheet of an element is by now. */
  toFrame(owner: SheetOwner, css: string): object
}

/** Looks, ten in a second. */
const patience = 20

/**
 * Stands in for what writes long stylesheets, which is loaded with the first: frames wait for it. If it
 * does not come, or the page is left before, such a stylesheet is written down as a whole.
 */
export function followLongSheets(context: RecordContext, styles: Styles): LongSheets {
  const { scope, mirror, goOn, room } = context
  const scrub = scrubCssIn(scope.policy)
  let late: { readonly part: LongSheets | null } | undefined
  let looks = 0

  const load = async (): Promise<LongSheets> => {
    const { writeLongSheets } = await import('./write-long-sheets.ts')
    return writeLongSheets(context, styles, { rulesOf, scrub, toFrame })
  }

  function found(owner: SheetOwner): void {
    goOn(() => {
      if (late?.part) late.part.found(owner)
      else if (room.left < Infinity && looks++ < patience) {
        late ??= loadPart(load, scope)
        room.left = -Infinity
        found(owner)
      } else {
        styles.written(owner)
        const base = owner.sheet?.href ?? owner.baseURI
        return toFrame(owner, sheetText(owner.sheet, base, scrub))
      }
      return null
    })
  }

  function toFrame(owner: SheetOwner, css: string): object {
    // The player takes rules of an element with a text in it from the text.
    const textId = mirror.idOf(firstChild(owner))
    return {
      source: source.mutation,
      adds: [],
      removes: [],
      texts: textId > 0 ? [{ id: textId, value: css }] : [],
      attributes: textId > 0 ? [] : [{ id: mirror.idOf(owner), attributes: { _cssText: css } }],
    }
  }

  return {
    found,
    changed: (owner) => late?.part?.changed(owner),
    classes: (list) => late?.part?.classes(list),
    stop: () => late?.part?.stop(),
  }
}
