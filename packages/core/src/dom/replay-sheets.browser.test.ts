import { afterEach, expect, it } from 'vitest'
import { type Recorded, recordFrames, replay } from '../../testing/play-frames.ts'

let recorded: Recorded | undefined
afterEach(() => {
  recorded?.stop()
  document.head.querySelectorAll('.of-test').forEach((element) => element.remove())
  document.body.replaceChildren()
  document.adoptedStyleSheets = []
})

/** What the stylesheets make of the paragraphs, those in shadow trees too. */
function looks(page: Document): string[] {
  const inside = [...page.querySelectorAll('section')].flatMap(({ shadowRoot }) => [
    ...(shadowRoot?.querySelectorAll('p') ?? []),
  ])
  return [...page.querySelectorAll('p'), ...inside].map((p) => {
    const style = page.defaultView?.getComputedStyle(p)
    return [style?.color, style?.fontSize, style?.top].join(' ')
  })
}

interface Compared {
  live: string[][]
  shown: string[][]
}

/** Does one thing after another. @returns the looks of the page after each, and what is played of it. */
async function compare(...acts: (() => unknown)[]): Promise<Compared> {
  recorded = recordFrames()
  const compared: Compared = { live: [], shown: [] }
  for (const act of acts) {
    await act()
    await recorded.settle()
    compared.live.push(looks(document))
    compared.shown.push(await replay(recorded.frames, looks))
  }
  return compared
}

function put(html: string): void {
  document.body.innerHTML = `${html}<p class="a">one</p><p class="b">two</p>`
}

const find = <T extends Element>(selector: string): T => {
  const found = document.querySelector<T>(selector)
  if (!found) throw new Error(`No ${selector}`)
  return found
}

const hrefOf = (css: string): string => URL.createObjectURL(new Blob([css], { type: 'text/css' }))

async function addLink(css: string, more: Partial<HTMLLinkElement> = {}): Promise<HTMLLinkElement> {
  const link = document.createElement('link')
  Object.assign(link, { rel: 'stylesheet', href: hrefOf(css), className: 'of-test', ...more })
  document.head.append(link)
  await isLoaded(link)
  return link
}

const isLoaded = (link: HTMLLinkElement): Promise<unknown> =>
  new Promise((resolve) => link.addEventListener('load', resolve, { once: true }))

it('shows what is written into a style element, however it is put there', async () => {
  put('<style>.a { color: red; }</style>')
  const style = find<HTMLStyleElement>('body style')
  const { live, shown } = await compare(
    () => style.append('.b { color: blue; }'),
    () => (style.firstChild as Text).appendData('.a { font-size: 30px; }'),
    () => style.replaceChildren('.b { color: lime; }'),
    () => (style.textContent = '.a { font-size: 20px; }'),
    () => style.firstChild?.replaceWith('.b { font-size: 31px; }', '.a { color: teal; }'),
    () => style.prepend('.a { color: blue; }'),
    () => style.firstChild?.remove(),
    () => (style.innerHTML = '.b { font-size: 9px; }'),
  )
  expect(shown).toEqual(live)
})

it('shows what is written into a long style element, in a shadow tree too', async () => {
  const rules = Array.from({ length: 300 }, (_, index) => `.r-${index} { top: ${index}px; }`)
  put(`<style>${rules.join('')}</style><section></section>`)
  const root = find('section').attachShadow({ mode: 'open' })
  root.innerHTML = `<style>${rules.join('')}</style><p class="a">three</p>`
  const styles = [find('body style'), root.querySelector('style')] as HTMLStyleElement[]
  const { live, shown } = await compare(
    () => styles.forEach((style) => style.append('.a { color: blue; }')),
    () => styles.forEach((style) => (style.firstChild as Text).appendData('.a { top: 7px; }')),
    () => root.querySelector('p')?.setAttribute('class', 'r-120'),
    () => styles.forEach((style) => style.replaceChildren('.a { font-size: 21px; }')),
  )
  expect(shown).toEqual(live)
})

it('shows constructed stylesheets in their order, and replaced', async () => {
  put('<section></section>')
  const root = find('section').attachShadow({ mode: 'open' })
  root.innerHTML = '<p class="a">three</p>'
  const [one, two] = ['.a { color: red; }', '.a { color: blue; }'].map((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    return sheet
  }) as [CSSStyleSheet, CSSStyleSheet]
  root.adoptedStyleSheets = [one, two]
  const { live, shown } = await compare(
    () => (root.adoptedStyleSheets = [two, one]),
    () => one.replaceSync('.a { font-size: 33px; }'),
    () => (document.adoptedStyleSheets = [one]),
    () => one.insertRule('.a { top: 3px; }', 1),
    () => one.deleteRule(0),
    () => root.adoptedStyleSheets.reverse(),
  )
  expect(shown).toEqual(live)
})

it('shows which stylesheets of elements are switched off', async () => {
  put('<style>.a { color: red; }</style><style>.b { color: red; }</style>')
  const [first, second] = document.body.querySelectorAll('style')
  if (!first || !second) throw new Error('No styles')
  second.disabled = true
  const link = await addLink('.b { font-size: 30px; }')
  const other = document.createElement('link')
  const alternate = { rel: 'alternate stylesheet', title: 'other', className: 'of-test' }
  document.head.append(
    Object.assign(other, { ...alternate, href: hrefOf('.b { font-size: 50px }') }),
  )
  const { live, shown } = await compare(
    () => undefined,
    () => (second.disabled = false),
    () => first.sheet && (first.sheet.disabled = true),
    () => first.sheet?.insertRule('.a { font-size: 12px; }'),
    () => (first.disabled = false),
    () => (second.media = 'print'),
    () => (link.disabled = true),
    () => {
      link.disabled = false
      return isLoaded(link)
    },
    () => link.sheet && (link.sheet.disabled = true),
  )
  expect(shown).toEqual(live)
})

it('shows a stylesheet that was only preloaded, and the next one that a link loads', async () => {
  put('')
  const link = await addLink('.a { color: red; }', { rel: 'preload', as: 'style' })
  const { live, shown } = await compare(
    () => undefined,
    () => {
      link.rel = 'stylesheet'
      return isLoaded(link)
    },
    () => {
      link.href = hrefOf('.a { font-size: 40px; }')
      return isLoaded(link)
    },
  )
  expect(shown).toEqual(live)
})
