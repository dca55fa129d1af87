import type { FrameEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { overTheWire } from '../../testing/over-the-wire.ts'
import { printElement, rebuildFrames } from '../../testing/rebuild-frames.ts'
import { type DomRecording, recordDom } from '../dom/record-dom.ts'

let recording: DomRecording | undefined
afterEach(() => recording?.stop())

/** What code does to a page, with numbers for which of its nodes it is done to. */
type Act =
  | { act: 'append' | 'prepend' | 'move' | 'move-before' | 'wrap'; at: number; to: number }
  | { act: 'remove' | 'empty' | 'rewrite' | 'comment' | 'shadow' | 'text'; at: number }

const number = fc.nat({ max: 1_000 })
const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constantFrom('append', 'prepend', 'move', 'move-before', 'wrap'),
    at: number,
    to: number,
  }),
  fc.record({
    act: fc.constantFrom('remove', 'empty', 'rewrite', 'comment', 'shadow', 'text'),
    at: number,
  }),
) as fc.Arbitrary<Act>

function allNodes(root: Element | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? allNodes(element.shadowRoot) : []),
  ])
}

function perform(root: Element, act: Act): void {
  const nodes = allNodes(root)
  const pick = (index: number): Element => nodes[index % nodes.length] ?? root
  const node = pick(act.at)
  const fresh = document.createElement('b')
  fresh.innerHTML = 'x<i>y<u></u></i>'
  switch (act.act) {
    case 'append':
    case 'prepend':
      return (node.shadowRoot && act.to % 2 === 1 ? node.shadowRoot : node)[act.act](fresh)
    case 'move':
    case 'move-before': {
      const target = pick(act.to)
      if (node.contains(target) || target.contains(node) || node.parentNode === null) return
      if (isIn(target, node) || target.getRootNode() !== node.getRootNode()) return
      return act.act === 'move' ? target.append(node) : target.before(node)
    }
    case 'wrap':
      if (node !== root) {
        node.before(fresh)
        fresh.append(node)
      }
      return
    case 'remove':
      // Without the root there is no page left to compare.
      return node === root ? undefined : node.remove()
    case 'empty':
      return node.replaceChildren()
    case 'rewrite':
      node.innerHTML = '<p>1<!--c--></p>2<p></p>'
      return
    case 'comment':
      return node.prepend(document.createComment('c'), 'text')
    case 'shadow':
      if (!node.shadowRoot && ['B', 'P'].includes(node.tagName) === false) return
      ;(node.tagName === 'P' && !node.shadowRoot
        ? node.attachShadow({ mode: 'open' })
        : node.shadowRoot
      )?.append(fresh)
      return
    case 'text':
      return node.append('text')
  }
}

/** A node is wrapped inside a shadow root that came in the same batch. */
const wrappedInFreshRoot: Act[][] = [
  [
    { act: 'rewrite', at: 0 },
    { act: 'shadow', at: 148 },
    { act: 'wrap', at: 492, to: 0 },
  ],
]

/** Across shadow roots, which `contains` does not cross. */
function isIn(node: Node, outer: Node): boolean {
  for (
    let at: Node | null = node;
    at;
    at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null)
  )
    if (at === outer) return true
  return false
}

it('tells of every change so that the page can be rebuilt from it, whatever is moved where', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anAct, { maxLength: 6 }), { maxLength: 8 }),
      async (batches) => {
        recording?.stop()
        document.body.innerHTML = '<main><p>1</p><p>2<b>3</b></p><section><p></p></section></main>'
        const main = document.querySelector('main') ?? document.body
        const frames: FrameEvent[] = []
        const { errors } = observe(
          (_, scope) =>
            (recording = recordDom((frame) => frames.push(structuredClone(frame)), scope)),
        )
        recording?.begin()
        for (const batch of batches) {
          for (const act of batch) perform(main, act)
          // Observers are told in a microtask that was queued before this one.
          await Promise.resolve()
          recording?.drain?.()
        }
        recording?.drain?.()
        const id = recording?.nodeId(main) ?? 0
        const rebuilt = rebuildFrames(await overTheWire(frames))
        recording?.stop()
        expect(errors).toEqual([])
        expect(rebuilt(id)).toBe(printElement(main))
      },
    ),
    { numRuns: 150, endOnFailure: true, examples: [[wrappedInFreshRoot]] },
  )
})

it('adds nothing twice that a snapshot in the same task has already found', async () => {
  document.body.innerHTML = '<main></main>'
  const main = document.querySelector('main') ?? document.body
  const frames: FrameEvent[] = []
  observe(
    (_, scope) => (recording = recordDom((frame) => frames.push(structuredClone(frame)), scope)),
  )
  recording?.begin()
  main.innerHTML = '<p>1</p>'
  recording?.begin()
  await Promise.resolve()
  recording?.drain?.()
  expect(rebuildFrames(await overTheWire(frames))(recording?.nodeId(main) ?? 0)).toBe(
    'main(p(#()))',
  )
})

it('writes a large page down in pieces, whatever changes in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anAct, { maxLength: 4 }), { maxLength: 8 }),
      async (turns) => {
        recording?.stop()
        const item = '<li><p>1</p><p>2<b>3</b></p></li>'
        // In many lists: emptying one must not leave too little for more than one piece.
        const list = `<ul>${item.repeat(60)}</ul>`
        document.body.innerHTML = `<main>${list.repeat(7)}</main>`
        const main = document.querySelector('main') ?? document.body
        const frames: FrameEvent[] = []
        const waiting = [...turns]
        const { errors } = observe(
          (_, scope) =>
            (recording = recordDom((frame) => {
              frames.push(structuredClone(frame))
              // Once this piece is done, and before the next.
              queueMicrotask(() => waiting.shift()?.forEach((act) => perform(main, act)))
            }, scope)),
        )
        recording?.begin()
        await expect.poll(() => frames.length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(3)
        waiting.length = 0
        await Promise.resolve()
        recording?.drain?.()
        const id = recording?.nodeId(main) ?? 0
        const rebuilt = rebuildFrames(await overTheWire(frames))
        recording?.stop()
        expect(errors).toEqual([])
        expect(rebuilt(id) === printElement(main)).toBe(true)
      },
    ),
    { numRuns: 5, endOnFailure: true },
  )
})
