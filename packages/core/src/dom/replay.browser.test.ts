import { frameElsewhere, type FrameEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { print, type Recorded, recordFrames, replay } from '../../testing/play-frames.ts'
import { act, perform } from '../../testing/random-acts.ts'
import { type DomRecording, recordDom } from './record-dom.ts'

let recorded: Recorded | undefined
let recording: DomRecording | undefined
afterEach(() => {
  recorded?.stop()
  recording?.stop()
  document.body.replaceChildren()
  document.adoptedStyleSheets = []
})

const record = (isDrained = true): Recorded => (recorded = recordFrames(isDrained))

const printMain = (page: Document): string => {
  const main = page.querySelector('main')
  return main ? print(main) : 'nothing'
}

it('is shown by rrweb’s player as the page was, whatever moved where', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { maxLength: 8 }), { maxLength: 6 }),
      async (batches) => {
        document.body.innerHTML =
          '<main data-record-safe><i>1</i><section>2<b>3</b></section><section></section></main>'
        const main = document.querySelector('main') ?? document.body
        const { frames, errors, settle } = record()
        const kept: Element[] = []
        for (const batch of batches) {
          for (const one of batch) perform(main, one, kept)
          await settle()
        }
        const was = printMain(document)
        recorded?.stop()
        document.body.replaceChildren()
        expect(await replay(frames, printMain)).toBe(was)
        expect(errors).toEqual([])
      },
    ),
    { numRuns: 100, endOnFailure: true },
  )
})

it('shows what moves into a shadow tree and out of it in one task', async () => {
  document.body.innerHTML =
    '<main data-record-safe><section></section><i>in</i><section></section></main>'
  const main = document.querySelector('main') ?? document.body
  const [first, second] = [...main.querySelectorAll('section')].map((element) => {
    const root = element.attachShadow({ mode: 'open' })
    root.innerHTML = '<b>out</b>'
    return root
  })
  const { frames, settle } = record()
  first?.append(main.querySelector('i') ?? '')
  second?.append(...(first?.querySelectorAll('b') ?? []))
  main.prepend(second?.querySelector('b') ?? '')
  await settle()
  expect(await replay(frames, printMain)).toBe(printMain(document))
})

it('shows a component that comes back as it is by then, not what was in its shadow tree before', async () => {
  document.body.innerHTML = '<main data-record-safe><section></section></main>'
  const section = document.querySelector('section') ?? document.body
  const root = section.attachShadow({ mode: 'open' })
  root.innerHTML = '<b>one<i>two</i></b>'
  const { frames, settle } = record()
  section.remove()
  await settle()
  root.querySelector('b')?.replaceChildren('three')
  document.querySelector('main')?.append(section)
  await settle()
  root.querySelector('b')?.append('four')
  await settle()
  expect(await replay(frames, printMain)).toBe(printMain(document))
})

it('shows a closed shadow tree that comes while it is recorded, in clear only what is marked in it', async () => {
  document.body.innerHTML =
    '<main><section data-record-safe></section><section></section><div></div></main>'
  const { frames, settle } = record()
  const roots = [...document.querySelectorAll('section, div')].map((element) =>
    element.attachShadow({ mode: element.localName === 'div' ? 'open' : 'closed' }),
  )
  for (const root of roots) root.innerHTML = '<b>Ana</b><i data-record-safe>Cid</i>'
  await settle()
  for (const root of roots) root.append('Bea')
  await settle()
  expect(roots[0]?.host.shadowRoot).toBeNull()
  const shown = await replay(frames, (page) =>
    [...page.querySelectorAll('section, div')].map(({ shadowRoot }) =>
      [...(shadowRoot?.childNodes ?? [])].map(print).join(''),
    ),
  )
  expect(shown).toEqual(
    Array.from({ length: 3 }, () =>
      expect.stringMatching(
        /^<b>"(?!Ana)\w{3}"<\/b><i data-record-safe="">"Cid"<\/i>"(?!Bea)\w{3}"$/,
      ),
    ),
  )
})

const rulesOf = (
  sheets: Iterable<{ cssRules: CSSRuleList }>,
  isRead: (rule: CSSRule) => boolean = () => true,
): string[] =>
  [...sheets].flatMap(({ cssRules }) => [...cssRules].filter(isRead).map(({ cssText }) => cssText))

it('shows the rules that apply, however they came', async () => {
  document.body.innerHTML = '<main><style>.a { color: red; }</style><section></section></main>'
  const style = document.querySelector<HTMLStyleElement>('main style')
  const root = document.querySelector('section')?.attachShadow({ mode: 'open' })
  const { frames, settle } = record()
  style?.sheet?.insertRule('.b { color: blue; }', 1)
  style?.sheet?.insertRule('@media print { .c { color: green; } }', 2)
  await settle()
  // As libraries do in production: an empty element, and rules right after.
  const speedy = document.createElement('style')
  document.querySelector('main')?.append(speedy)
  speedy.sheet?.insertRule('.d { top: 1px; }')
  await settle()
  speedy.sheet?.insertRule('.e { top: 2px; }', 1)
  style?.sheet?.deleteRule(0)
  const rule = speedy.sheet?.cssRules[0]
  if (rule instanceof CSSStyleRule) rule.style.setProperty('top', '3px')
  const adopted = new CSSStyleSheet()
  adopted.replaceSync('.f { left: 1px; }')
  document.adoptedStyleSheets.push(adopted)
  if (root) root.adoptedStyleSheets = [adopted]
  await settle()
  adopted.insertRule('.g { left: 2px; }', 1)
  await settle()
  const read = (page: Document): unknown => [
    ...[...page.querySelectorAll<HTMLStyleElement>('main style')].map(({ sheet }) =>
      rulesOf(sheet ? [sheet] : []),
    ),
    rulesOf(page.adoptedStyleSheets),
    rulesOf(page.querySelector('section')?.shadowRoot?.adoptedStyleSheets ?? []),
  ]
  const shown = await replay(frames, read)
  expect(shown).toEqual(read(document))
})

it('shows a long stylesheet whose rules change while it is written down', async () => {
  // Words and small numbers: a name that could be an id is replaced.
  const nameOf = (index: number): string => `r-${Math.floor(index / 100)}-${index % 100}`
  const rules = Array.from({ length: 900 }, (_, index) => `.${nameOf(index)} { top: ${index}px; }`)
  document.body.innerHTML = `<main><style>${rules.join('')}</style></main>`
  const sheet = document.querySelector<HTMLStyleElement>('main style')?.sheet
  const frames: FrameEvent[] = []
  observe(
    (_, scope) =>
      (recording = recordDom((frame) => {
        frames.push(structuredClone(frame))
        if (frame.type === 2) {
          queueMicrotask(() => {
            sheet?.insertRule('.first { top: 1px; }')
            sheet?.deleteRule(5)
          })
        }
      }, scope)),
  )
  recording?.begin()
  await expect.poll(() => JSON.stringify(frames), { timeout: 20_000 }).toContain(nameOf(899))
  expect(JSON.stringify(frames.find(({ type }) => type === 2))).not.toContain(nameOf(899))
  sheet?.insertRule('.last { top: 2px; }', 900)
  await Promise.resolve()
  recording?.drain?.()
  const read = (page: Document): string[] =>
    rulesOf(
      [...page.querySelectorAll<HTMLStyleElement>('main style')].flatMap((one) => one.sheet ?? []),
    )
  const shown = await replay(frames, read)
  expect(shown).toEqual(read(document))
})

it('shows what a long stylesheet does to the page, and records no rule of it that fits nothing', async () => {
  const rules = Array.from({ length: 300 }, (_, index) => `.r-${index % 100} { top: ${index}px; }`)
  rules.splice(250, 0, '@media screen { .early { left: 1px; } .late, .later { left: 2px; } }')
  rules.push('.never .late { left: 3px; }', '.later:not(.r-5) { top: 0px; }')
  document.body.innerHTML = `<main><style>${rules.join('')}</style><p class="r-5 early"></p></main>`
  const { frames, settle } = record(false)
  const recorded = (): string => JSON.stringify(frames)
  await expect.poll(recorded, { timeout: 20_000 }).toContain('r-5 {')
  expect(recorded()).not.toMatch(/r-6 |late|never/)
  const read = (page: Document): unknown =>
    [...page.querySelectorAll('main p')].map((element) => {
      const { top, left } = getComputedStyle(element)
      return { top, left }
    })
  expect(await replay(frames, read)).toEqual(read(document))
  document.querySelector('p')?.setAttribute('class', 'late r-6')
  document.querySelector('main')?.insertAdjacentHTML('beforeend', '<p class="later r-7 r-7">')
  await settle()
  const shown = await replay(frames, read)
  expect(shown).toEqual(read(document))
  expect(shown).toEqual([
    { top: '206px', left: '2px' },
    { top: '0px', left: '2px' },
  ])
  expect(recorded()).not.toMatch(/r-8 |never/)
  // Code that changes rules counts all of them.
  const style = document.querySelector<HTMLStyleElement>('main style')
  style?.sheet?.insertRule('.r-6 { top: 1px; }', 302)
  await settle()
  const readRules = (page: Document): string[] =>
    [...page.querySelectorAll<HTMLStyleElement>('main style')].flatMap(({ sheet }) =>
      rulesOf(sheet ? [sheet] : []),
    )
  expect(await replay(frames, readRules)).toEqual(readRules(document))
})

it('shows rules inside of others where they stand, whatever the others ask for', async () => {
  const groups = [
    '@media screen and (min-width: 1px)',
    '@supports (display: grid) and (not (display: none-such))',
    '@layer one.two',
    '@container side (min-width: 1px)',
    '@container (min-width: 1px)',
  ]
  const inside = Array.from({ length: 205 }, (_, index) => `.r-${index} { top: ${index}px; }`).join(
    '',
  )
  const rules = groups.map(
    (group) => `${group} { .late { left: 1px; } ${inside} .here { left: 2px; } }`,
  )
  document.body.innerHTML = `<main class="here"><style>@layer { p { color: red; } } ${rules.join('')}</style></main>`
  const { frames, settle } = record(false)
  await expect.poll(() => JSON.stringify(frames), { timeout: 20_000 }).toContain('here {')
  const main = document.querySelector('main')
  const names = ['late', ...Array.from({ length: 9 }, (_, index) => `r-${90 - index}`)]
  for (const name of names) {
    main?.setAttribute('class', `here ${name}`)
    await settle()
  }
  // Of the page, only those that are told of.
  const isTold = ({ cssText }: CSSRule): boolean =>
    names.concat('here', 'p').some((name) => cssText.replace('.', '').startsWith(`${name} {`))
  const read = (page: Document): string[][] =>
    [...(page.querySelector<HTMLStyleElement>('main style')?.sheet?.cssRules ?? [])].map(
      (group) => [
        group.cssText.split('{', 1).join(),
        ...rulesOf([group as CSSGroupingRule], page === document ? isTold : undefined),
      ],
    )
  const shown = await replay(frames, read)
  expect(shown).toEqual(read(document))
  expect(shown.map(({ length }) => length)).toEqual([2, 12, 12, 12, 12, 12])
})

it('shows a long stylesheet as a whole where the page is left at once', async () => {
  const rules = Array.from({ length: 300 }, (_, index) => `.r-${index % 100} { top: ${index}px; }`)
  document.body.innerHTML = `<main><style>${rules.join('')}</style></main>`
  const { frames } = record()
  const readRules = (page: Document): string[] =>
    [...page.querySelectorAll<HTMLStyleElement>('main style')].flatMap(({ sheet }) =>
      rulesOf(sheet ? [sheet] : []),
    )
  expect(await replay(frames, readRules)).toEqual(rules)
})

it('shows what a frame shows, also after it has gone elsewhere', async () => {
  document.body.innerHTML = '<main data-record-safe><iframe srcdoc="<p>one</p>"></iframe></main>'
  const frame = document.querySelector('iframe')
  const loaded = (): Promise<unknown> =>
    new Promise((resolve) => frame?.addEventListener('load', resolve, { once: true }))
  await loaded()
  const { frames, settle } = record()
  frame?.contentDocument?.body.append('later')
  await settle()
  const read = (page: Document): string =>
    print(page.querySelector('iframe')?.contentDocument?.body ?? page)
  expect(await replay(frames, read)).toBe(read(document))
  const next = loaded()
  frame?.setAttribute('srcdoc', '<p>two</p>')
  await next
  await settle()
  frame?.contentDocument?.querySelector('p')?.setAttribute('class', 'x')
  await settle()
  expect(read(document)).toContain('two')
  expect(await replay(frames, read)).toBe(read(document))
})

it('shows how far a frame and a shadow tree were scrolled before they were recorded', async () => {
  document.body.innerHTML = '<main><iframe></iframe></main>'
  const frame = document.querySelector('iframe')
  const inside = frame?.contentDocument
  if (!inside) throw new Error('No frame')
  inside.body.innerHTML = '<p style="height: 3000px"></p>'
  inside.defaultView?.scrollTo(0, 40)
  const root = document.querySelector('main')?.appendChild(document.createElement('section'))
  const shadow = root?.attachShadow({ mode: 'open' })
  if (shadow)
    shadow.innerHTML = '<div style="height: 90px; overflow: auto"><p style="height: 900px">'
  const inner = shadow?.querySelector('div')
  if (inner) inner.scrollTop = 300
  const { frames, settle } = record()
  await settle()
  const shown = await replay(frames, (page) => {
    const of = page.querySelector('iframe')?.contentDocument
    return [
      of?.defaultView?.scrollY,
      page.querySelector('section')?.shadowRoot?.querySelector('div')?.scrollTop,
    ]
  })
  expect(shown).toEqual([40, 300])
})

it('shows what is left where a frame goes into the very document that it has shown', async () => {
  document.body.innerHTML = '<main data-record-safe><iframe></iframe>left</main>'
  const frame = document.querySelector('iframe')
  const inside = frame?.contentDocument
  if (!frame || !inside) throw new Error('No frame')
  inside.body.innerHTML = '<section></section>'
  const { frames, settle } = record()
  inside.querySelector('section')?.append(frame)
  await settle()
  expect(await replay(frames, printMain)).toBe(printMain(document))
})

it('masks what is marked on a page that answers wrongly for its elements', async () => {
  const { matches } = Element.prototype
  Object.assign(Element.prototype, { matches: () => false })
  try {
    document.body.innerHTML =
      '<main data-record-safe>open<p data-pii>planted</p><form class="rr-block"><input name="attributes">planted</form></main>'
    const { frames } = record()
    expect(JSON.stringify(frames)).toContain('open')
    expect(JSON.stringify(frames)).not.toContain('planted')
  } finally {
    Object.assign(Element.prototype, { matches })
  }
})

it('shows a placeholder for a page of another origin, and the page again that comes back', async () => {
  document.body.innerHTML = '<main data-record-safe><iframe srcdoc="<p>one</p>"></iframe></main>'
  const frame = document.querySelector('iframe') ?? new HTMLIFrameElement()
  const loaded = (): Promise<unknown> =>
    new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  await loaded()
  const { frames, settle } = record()
  const read = (page: Document): string => {
    const shown = page.querySelector('iframe')
    return `${shown?.hasAttribute(frameElsewhere)} ${shown?.contentDocument?.body?.innerHTML}`
  }
  const go = async (to: () => void): Promise<string> => {
    const next = loaded()
    to()
    await next
    await settle()
    return replay(frames, read)
  }
  await settle()
  expect(await replay(frames, read)).toBe('false <p>one</p>')
  // Of an opaque origin, as a page from elsewhere is.
  expect(
    await go(() => {
      frame.sandbox.add('allow-scripts')
      frame.srcdoc = '<p>elsewhere</p>'
    }),
  ).toBe('true undefined')
  expect(
    await go(() => {
      frame.removeAttribute('sandbox')
      frame.srcdoc = '<p>back</p><textarea></textarea>'
    }),
  ).toBe('false <p>back</p><textarea autocomplete="off"></textarea>')
  // What code sets is heard in the new page too.
  const field = frame.contentDocument?.querySelector('textarea')
  if (field) field.value = 'x'
  await settle()
  expect(
    await replay(frames, (page) => {
      return page.querySelector('iframe')?.contentDocument?.querySelector('textarea')?.value
    }),
  ).toBe('•••••')
})
