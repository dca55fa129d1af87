import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordPage } from '../../testing/record-page.ts'
import { getReplay } from '../index.ts'

type Mark = readonly [name: string, value: string]

/** As applications write them: what is documented of ours, of other tools, and by option. */
const opening: readonly Mark[] = [
  ['data-record-safe', ''],
  ['data-replay', 'safe'],
  ['class', 'open-by-option'],
]
const masking: readonly Mark[] = [
  ['data-replay', 'mask'],
  ['data-pii', ''],
  ['data-sensitive', 'true'],
  ['data-private', ''],
  ['class', 'mask-by-option'],
  ...(
    'rr-mask sentry-mask ph-mask ph-sensitive fs-mask fs-mask-without-consent dd-privacy-mask ' +
    'highlight-mask amp-mask mp-mask'
  )
    .split(' ')
    .map((name): Mark => ['class', `card ${name}`]),
  ['data-sentry-mask', ''],
  ['data-dd-privacy', 'mask'],
  ['data-dd-privacy', 'mask-user-input'],
  ['data-clarity-mask', 'true'],
  ['data-hj-suppress', ''],
  ['data-hj-masked', ''],
  ['data-openreplay-obscured', ''],
  ['data-openreplay-masked', ''],
  ['data-heap-redact-text', ''],
]
const blocking: readonly Mark[] = [
  ['data-replay', 'block'],
  ['class', 'block-by-option'],
  ...(
    'rr-block sentry-block ph-no-capture fs-exclude fs-exclude-without-consent fs-block ' +
    'dd-privacy-hidden highlight-block amp-block mp-block _lr-hide smartlook-hide'
  )
    .split(' ')
    .map((name): Mark => ['class', name]),
  ['data-sentry-block', ''],
  ['data-dd-privacy', 'hidden'],
  ['data-openreplay-hidden', ''],
]

const options = {
  privacy: {
    safeSelector: '.open-by-option',
    maskTextSelector: '.mask-by-option',
    blockSelector: '.block-by-option',
  },
}

const toSelector = (marks: readonly Mark[]): string =>
  marks
    .map(([name, value]) =>
      name === 'class'
        ? `.${value.split(' ').at(-1)}`
        : value === ''
          ? `[${name}]`
          : `[${name}="${value}"]`,
    )
    .join()
const says = { open: toSelector(opening), closed: toSelector([...masking, ...blocking]) }

/** A word that is nowhere else, and that no detector knows. */
const canaryOf = (count: number): string =>
  `zq${String(count)
    .padStart(7, '0')
    .replace(/\d/g, (digit) => 'bcdfghjkvw'.charAt(Number(digit)))}`

/** Changes are written down in the task after. */
const settled = (): Promise<void> =>
  new Promise((resolve) => setTimeout(() => setTimeout(resolve, 0), 0))

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.replaceChildren()
})

describe('a marker', () => {
  const all = [
    ...opening.map((mark) => ({ mark, means: 'open' })),
    ...[...masking, ...blocking].map((mark) => ({ mark, means: 'closed' })),
  ]

  it('does the same at the first look and later, inside a safe region and outside, whichever it is', async () => {
    const planted: { canary: string; isShown: boolean; name: string }[] = []
    const toHtml = (when: string): string =>
      all
        .flatMap(({ mark: [name, value], means }) =>
          [true, false].map((isInSafe) => {
            const canary = canaryOf(planted.length)
            const isShown = means === 'open' || (isInSafe && means !== 'closed')
            planted.push({ canary, isShown, name: `${when} ${name}=${value} in safe: ${isInSafe}` })
            return `<div ${isInSafe ? 'data-record-safe' : ''}><p ${name}="${value}"><b title="${canary}">${canary}</b><input value="${canary}"></p></div>`
          }),
        )
        .join('')
    const page = await recordPage(`<main>${toHtml('first')}</main><aside></aside>`, options)
    const aside = document.querySelector('aside')
    if (aside) aside.innerHTML = toHtml('later')
    await settled()
    await page.replay.flush()
    const sent = await page.text()
    const wrong = planted.filter(({ canary, isShown }) => sent.includes(canary) !== isShown)
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('that closes beats one that opens on the same element', async () => {
    const closing = [...masking, ...blocking]
    const page = await recordPage(
      closing
        .map(
          ([name, value], index) =>
            `<p data-record-safe ${name}="${value}" title="${canaryOf(index)}">${canaryOf(index)}</p>`,
        )
        .join(''),
      options,
    )
    await page.replay.flush()
    const sent = await page.text()
    expect(closing.filter((_, index) => sent.includes(canaryOf(index)))).toEqual([])
  })
})

/** What is done to the page: which element, and with what. Numbers are taken modulo what there is. */
type Act =
  | {
      name: 'add'
      kind: 'p' | 'section' | 'input' | 'shadow' | 'frame'
      into: number
      mark: Mark | null
    }
  | { name: 'move'; which: number; into: number }
  | { name: 'write' | 'title' | 'fill' | 'remove'; which: number }
  | { name: 'mark'; which: number; mark: Mark }
  | { name: 'unmark'; which: number }

const index = fc.nat({ max: 30 })
const anyMark = fc.constantFrom(...opening, ...opening, ...opening, ...masking, ...blocking)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      name: fc.constant('add' as const),
      kind: fc.constantFrom('p', 'section', 'section', 'input', 'shadow', 'frame'),
      into: index,
      mark: fc.option(anyMark),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ name: fc.constant('move' as const), which: index, into: index }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      name: fc.constantFrom('write', 'title', 'fill', 'remove'),
      which: index,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ name: fc.constant('mark' as const), which: index, mark: anyMark }),
  },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('unmark' as const), which: index }) },
)

/** The page under test, and what it may show by the words of the rules alone. */
function createScene() {
  let count = 0
  const elements: HTMLElement[] = []
  const places: ParentNode[] = [document.body]
  const allowed = new Set<string>()
  const at = <T>(list: readonly T[], position: number): T | undefined =>
    list[position % list.length]

  function add({ kind, into, mark }: Extract<Act, { name: 'add' }>): void {
    const place = at(places, into) ?? document.body
    const owner = (place as Node).ownerDocument ?? document
    const tag = kind === 'frame' ? 'iframe' : kind === 'shadow' ? 'div' : kind
    const element = owner.createElement(tag)
    place.append(element)
    if (kind === 'input' || kind === 'p') fill(element)
    // A moment later, in the same task.
    if (mark) element.setAttribute(...mark)
    elements.push(element)
    if (kind === 'section') places.push(element)
    if (kind === 'shadow') places.push(element.attachShadow({ mode: 'open' }))
    const inside = element instanceof HTMLIFrameElement && element.contentDocument?.body
    if (inside) places.push(inside)
  }

  function fill(element: HTMLElement): void {
    const canary = canaryOf(count++)
    if (!('value' in element)) return void element.append(canary)
    element.value = canary
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  }

  function perform(one: Act): void {
    if (one.name === 'add') return add(one)
    const element = at(elements, one.which)
    if (!element) return
    if (one.name === 'mark') element.setAttribute(...one.mark)
    else if (one.name === 'unmark') {
      for (const [name] of [...opening, ...masking, ...blocking]) element.removeAttribute(name)
    } else if (one.name === 'title') element.title = canaryOf(count++)
    else if (one.name === 'remove') element.remove()
    else if (one.name === 'move') {
      const place = at(places, one.into) ?? document.body
      if (!chainOf(place as Node).includes(element)) place.append(element)
    } else if (element.localName === 'p' || element.localName === 'input') fill(element)
  }

  /** What is around a node, across shadow roots and frames, itself included. */
  function chainOf(node: Node): Node[] {
    if (node === document) return [node]
    const next =
      node.parentNode ??
      ('host' in node
        ? (node.host as Node)
        : 'defaultView' in node
          ? (node as Document).defaultView?.frameElement
          : null)
    return next ? [node, ...chainOf(next)] : [node]
  }

  /** Open is what is in an open region and in no closed one; a field only if it says so itself. */
  function look(): { canary: string; isOpen: boolean }[] {
    return elements.flatMap((element) => {
      const chain = chainOf(element)
      const marks = chain.filter((node) => node.nodeType === 1) as Element[]
      const isIn = chain.at(-1) === document
      const isClosed = !isIn || marks.some((one) => one.matches(says.closed))
      const isOpen = !isClosed && marks.some((one) => one.matches(says.open))
      const isOpenItself = !isClosed && element.matches(says.open)
      const texts = [element.title, element.localName === 'p' ? (element.textContent ?? '') : '']
      const values = 'value' in element ? [String(element.value)] : []
      return [
        ...texts.flatMap((text) => split(text)).map((canary) => ({ canary, isOpen })),
        ...values
          .flatMap((text) => split(text))
          .map((canary) => ({ canary, isOpen: isOpenItself })),
      ]
    })
  }

  const split = (text: string): string[] => text.match(/zq[a-z]{7}/g) ?? []

  return {
    perform,
    look,
    allowed,
    /** A task is over: what is open now may be told from now on. */
    turn(): void {
      for (const { canary, isOpen } of look()) if (isOpen) allowed.add(canary)
    },
    planted: (): string[] => Array.from({ length: count }, (_, position) => canaryOf(position)),
  }
}

describe('whatever is marked, moved, filled and marked again', () => {
  it('only what is open is sent, and it is sent', async () => {
    let shown = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        async (tasks) => {
          document.body.replaceChildren()
          const page = await recordPage('', options)
          const scene = createScene()
          for (const acts of tasks) {
            for (const one of acts) scene.perform(one)
            scene.turn()
            await settled()
          }
          await page.replay.flush()
          await page.replay.stop()
          const sent = await page.text()
          expect(
            scene.planted().filter((canary) => sent.includes(canary) && !scene.allowed.has(canary)),
          ).toEqual([])
          // Marks that are changed later are looked at a quarter of a second later.
          const isRemarked = tasks.flat().some(({ name }) => name === 'mark' || name === 'unmark')
          const open = scene.look().flatMap(({ canary, isOpen }) => (isOpen ? [canary] : []))
          if (!isRemarked) expect(open.filter((canary) => !sent.includes(canary))).toEqual([])
          shown += open.length
        },
      ),
      { numRuns: 40 },
    )
    expect(shown).toBeGreaterThan(0)
  })
})
