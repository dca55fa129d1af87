import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { type Recorded, recordFrames, replay } from '../../testing/play-frames.ts'
import { act, perform } from '../../testing/random-acts.ts'

let recorded: Recorded | undefined
afterEach(() => {
  recorded?.stop()
  document.body.replaceChildren()
})

const marks: readonly (readonly [name: string, value: string] | null)[] = [
  ['data-record-safe', ''],
  ['data-replay', 'safe'],
  ['data-replay', 'mask'],
  ['data-pii', ''],
  ['data-replay', 'block'],
  ['data-sentry-block', ''],
  null,
]

function mark(element: Element, choice: number): void {
  const chosen = marks[choice % marks.length]
  if (chosen) element.setAttribute(...chosen)
}

type Level = 'open' | 'closed' | 'unsaid' | 'box'

/** By the words of docs/privacy.md alone: deny beats allow, and what is blocked is an empty box. */
function levelIn(outer: Level, element: Element): Level {
  const says = (selector: string): boolean => element.matches(selector)
  if (outer === 'box' || says('[data-replay=block],[data-sentry-block]')) return 'box'
  if (outer === 'closed' || says('[data-replay=mask],[data-pii]')) return 'closed'
  return says('[data-record-safe],[data-replay=safe]') ? 'open' : outer
}

const toCrosses = (text: string): string =>
  text.replace(/\S+/g, ({ length }) =>
    length <= 3 ? 'xxx' : length <= 5 ? 'xxxxx' : 'xxxx'.repeat(Math.ceil(length / 4)),
  )

/** Elements and texts, with what is in shadow roots. @param level of what is around it; null in a replay. */
function print(node: Node, level: Level | null): string {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.textContent ?? ''
    return JSON.stringify(level === null || level === 'open' ? text : toCrosses(text))
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return ''
  const element = node as Element
  const { localName, shadowRoot } = element
  const inner = level && levelIn(level, element)
  const isTold: Record<string, boolean> = {
    hidden: inner !== 'box',
    title: inner === null || inner === 'open',
  }
  const told = Object.entries(isTold).map(([name, isShown]) => {
    const value = isShown ? element.getAttribute(name) : null
    return value === null ? '' : ` ${name}="${name === 'hidden' ? '' : value}"`
  })
  const printAll = (of: Node): string =>
    [...of.childNodes].map((child) => print(child, inner)).join('')
  if (inner === 'box') return `<${localName}${told.join('')}></${localName}>`
  const shadow = shadowRoot ? `<#shadow>${printAll(shadowRoot)}</#shadow>` : ''
  return `<${localName}${told.join('')}>${shadow}${printAll(element)}</${localName}>`
}

const printMain = (page: Document, level: Level | null): string => {
  const main = page.querySelector('main')
  return main ? print(main, level) : 'nothing'
}

const html = `<main>one<section data-record-safe>two<b title="three">four</b>
  <section data-replay="mask">five<i data-record-safe>six</i></section></section>
  <section data-replay="block">seven<i>eight</i></section><section></section></main>`

it('is shown by rrweb’s player as the page is with what is closed in it masked, whatever moved where', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { maxLength: 8 }), { maxLength: 6 }),
      async (batches) => {
        document.body.innerHTML = html
        const main = document.querySelector('main') ?? document.body
        recorded = recordFrames()
        const { frames, errors, settle } = recorded
        const kept: Element[] = []
        for (const batch of batches) {
          for (const one of batch) perform(main, one, kept, mark)
          await settle()
        }
        const wanted = printMain(document, 'unsaid')
        recorded.stop()
        document.body.replaceChildren()
        expect(await replay(frames, (page) => printMain(page, null))).toBe(wanted)
        expect(errors).toEqual([])
      },
    ),
    { numRuns: 60, endOnFailure: true },
  )
})
