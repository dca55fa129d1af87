import type { FrameEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { playRecording } from './play-recording.test-support.ts'
import {
  describeAdopted,
  describeTree,
  type PageRecording,
  recordPage,
} from './record-page.test-support.ts'

afterEach(() => {
  document.body.innerHTML = ''
  document.adoptedStyleSheets = []
})

interface Moment {
  at: number
  tree: string
}

/** Does things to a page one after the other and notes what it looked like after each. */
async function recordMoments(
  html: string,
  acts: ((app: HTMLElement, recording: PageRecording) => unknown)[],
  options = { afterFrame: true },
): Promise<{ frames: FrameEvent[]; moments: Moment[] }> {
  document.body.innerHTML = `<main id="app">${html}</main>`
  const app = document.querySelector<HTMLElement>('#app')
  if (!app) throw new Error('The page has no #app.')
  const recording = recordPage()
  const moments: Moment[] = []
  for (const act of [() => undefined, ...acts]) {
    await act(app, recording)
    moments.push({ at: await recording.moment(options), tree: describe(document) })
  }
  recording.stop()
  document.body.innerHTML = ''
  document.adoptedStyleSheets = []
  return { frames: recording.frames, moments }
}

function describe(page: Document): string {
  const app = page.querySelector('#app')
  return describeAdopted(page) + (app ? describeTree(app) : 'nothing')
}

/** Cuts frames into segments after the given ones. */
function cut(frames: FrameEvent[], places: number[]): FrameEvent[][] {
  const ends = [...new Set(places.map((place) => place % frames.length))].sort((a, b) => a - b)
  return [...ends, frames.length]
    .map((end, index) => frames.slice(index === 0 ? 0 : ends[index - 1], end))
    .filter((segment) => segment.length > 0)
}

/** Seeks to moments in the order given. @returns what is shown at each, and what was there. */
async function seekAll(
  { frames, moments }: { frames: FrameEvent[]; moments: Moment[] },
  order: number[],
  places: number[] = [],
): Promise<{ shown: string[]; was: string[]; brokenFrames: number }> {
  const shown: string[] = []
  const was: string[] = []
  let brokenFrames = 0
  // Once by changes of the page itself, once by pages that are all worked out beforehand.
  for (const options of [{}, { maxChangesAtOnce: 0 }]) {
    const { player, page } = await playRecording({ segments: cut(frames, places) }, options)
    for (const index of order) {
      const moment = moments[index % moments.length]
      if (!moment) throw new Error('No moment.')
      await player.seek(moment.at)
      shown.push(describe(page()))
      was.push(moment.tree)
    }
    brokenFrames += player.getState().brokenFrames
    player.destroy()
  }
  return { shown, was, brokenFrames }
}

const forthAndBack = (count: number): number[] => [
  ...Array(count).keys(),
  ...[...Array(count).keys()].reverse(),
]

interface Change {
  kind: number
  target: number
  other: number
  word: string
}

const tags = ['div', 'p', 'ul', 'span', 'section']

/** One change of the DOM, whatever it looks like at that time. */
function change(app: HTMLElement, { kind, target, other, word }: Change): void {
  const all = [app, ...app.querySelectorAll('*')]
  const pick = (index: number): Element => all[index % all.length] ?? app
  const element = pick(target)
  const place = pick(other)
  switch (kind) {
    case 0:
      element.append(document.createElement(tags[other % tags.length] ?? 'div'))
      return
    case 1:
      if (element !== app) element.remove()
      return
    case 2:
      if (element !== app && !element.contains(place)) place.prepend(element)
      return
    case 3:
      element.append(word)
      return
    case 4:
      if (element.firstChild?.nodeType === Node.TEXT_NODE) element.firstChild.textContent = word
      return
    case 5:
      element.setAttribute('data-word', word)
      return
    case 6:
      element.toggleAttribute('hidden')
      return
    case 7:
      element.classList.toggle('chosen')
      return
    case 8:
      element.innerHTML = `<i>${other}</i> and <b class="x">${target}</b>`
      return
    case 9:
      if (element instanceof HTMLElement) element.style.setProperty('margin-left', `${other}px`)
      return
    default:
      if (element.firstChild && element.childNodes.length > 1) element.append(element.firstChild)
  }
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.nat(10),
  target: fc.nat(40),
  other: fc.nat(40),
  word: fc.string({ minLength: 1, maxLength: 6 }),
})

it('shows any page as it was at any moment, whatever was shown before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyChange, { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 5 }),
      fc.option(fc.nat(11), { nil: -1 }),
      async (batches, order, places, snapshotAfter) => {
        const recorded = await recordMoments(
          '<h1>Lamps</h1><ul><li>One</li><li>Two</li></ul>',
          batches.map((changes, index) => async (app, recording) => {
            for (const one of changes) {
              change(app, one)
              // One mutation record each: rrweb loses a node that leaves and returns in one.
              await Promise.resolve()
            }
            if (index === snapshotAfter) recording.takeSnapshot()
          }),
          { afterFrame: false },
        )
        const { shown, was, brokenFrames } = await seekAll(recorded, order, places)
        expect(shown).toEqual(was)
        expect(brokenFrames).toBe(0)
      },
    ),
    { numRuns: 25, endOnFailure: true },
  )
})

it('shows stylesheets, shadow roots, scroll positions and nested documents as they were', async () => {
  const recorded = await recordMoments(
    `<style id="style">.a { color: red }</style><input id="name"><input id="tick" type="checkbox">
     <div id="list" style="height:50px;overflow:auto"><p style="height:900px">Long</p></div>
     <iframe id="frame"></iframe><div id="host"></div>`,
    [
      (app) => find(app, '#host').attachShadow({ mode: 'open' }).append('In the shadow'),
      (app) => find(app, '#host').shadowRoot?.append(document.createElement('b')),
      (app) => frameOf(app).body.append('In the frame'),
      (app) => (frameOf(app).body.textContent = 'In the frame, changed'),
      (app) => sheetOf(app).insertRule('.b { color: blue }', 1),
      (app) => sheetOf(app).deleteRule(0),
      () => (document.adoptedStyleSheets = [sheet('.c { color: green }')]),
      () => document.adoptedStyleSheets[0]?.insertRule('.d { top: 1px }'),
      // Not to an empty list: rrweb records none.
      () => (document.adoptedStyleSheets = [sheet('.e { color: grey }')]),
      (app) => {
        const root = find(app, '#host').shadowRoot
        if (root) root.adoptedStyleSheets = [sheet('b { color: green }')]
      },
      (app) => void (find(app, '#list').scrollTop = 300),
      (app) => find(app, '#frame').remove(),
    ],
  )
  const { shown, was, brokenFrames } = await seekAll(recorded, forthAndBack(13), [9, 14])
  expect(shown).toEqual(was)
  expect(new Set(was).size).toBe(13)
  expect(brokenFrames).toBe(0)
})

function find(app: HTMLElement, selector: string): HTMLElement {
  const element = app.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`Nothing is ${selector}.`)
  return element
}

function frameOf(app: HTMLElement): Document {
  const frame = app.querySelector('iframe')
  if (!frame?.contentDocument) throw new Error('The frame has no document.')
  return frame.contentDocument
}

function sheetOf(app: HTMLElement): CSSStyleSheet {
  const sheet = app.querySelector('style')?.sheet
  if (!sheet) throw new Error('The style has no sheet.')
  return sheet
}

function sheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}
