import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverName } from './cover-name.ts'
import { parsedText } from '../dom/css-text.ts'
import { scrubInlineStyle, scrubStylesheet } from './scrub-css.ts'
import { createUrlScrubber } from '@playhead/protocol'

const scrubUrl = createUrlScrubber({ base: () => 'https://shop.test/' })

/** As the browser has understood it, without its spaces. */
const scrubbedRules = (css: string): string =>
  parsedText(css, (rule) => scrubStylesheet(rule, scrubUrl))
    .replace(/\s*([{};:,])\s*/g, '$1')
    .replaceAll(';}', '}')

describe('a stylesheet', () => {
  it.each([
    [
      'a{background-image:url(/x.png?t=1)}',
      'a{background-image:url("https://shop.test/x.png?t=*")}',
    ],
    ['a{background-image:URL( "/x.png#f" )}', 'a{background-image:url("https://shop.test/x.png")}'],
    ['a{background-image:url(data:image/png;base64,AA==)}', 'a{background-image:none}'],
    [
      `a{background-image:url("data:image/svg+xml,%3csvg viewBox='0 0 9 9'%3e%3cpath d='M0 0h9'/%3e%3c/svg%3e")}`,
      `a{background-image:url("data:image/svg+xml,%3csvg viewBox='0 0 9 9'%3e%3cpath d='M0 0h9'/%3e%3c/svg%3e")}`,
    ],
    [
      'a{background-image:url("data:image/svg+xml,<svg><text>Nora</text></svg>")}',
      'a{background-image:none}',
    ],
    ['/* of Nora */a{color:red}', 'a{color:red}'],
    ['a{color:red;patient:nora;width:nora}', 'a{color:red}'],
    ['a::after{content:"Nora"}', 'a::after{content:"xxxxx"}'],
    [String.raw`a::after{content:"\f101" '→' "»"}`, 'a::after{content:"\uf101" "→" "»"}'],
    ['a[href="/users/nora"]{color:red}', 'a[href="*"]{color:red}'],
    ['[data-user=nora]{color:red}', '[data-user="*"]{color:red}'],
    [
      '[class*="col-"],[type=text],[data-state=open],[aria-label=nora]{color:red}',
      '[class*="col-"],[type="text"],[data-state="open"],[aria-label="*"]{color:red}',
    ],
    [
      String.raw`.a\[b\=c\],.w-1\/2,.\32xl\:p-4{grid-template-columns:[full-start] 1fr}`,
      String.raw`.a\[b\=c\],.w-1\/2,.\32 xl\:p-4{grid-template-columns:[full-start] 1fr}`,
    ],
    [
      'a{grid-template-areas:"head head" "side main"}',
      'a{grid-template-areas:"head head" "side main"}',
    ],
    [
      '@font-face{font-family:"Nice";src:url(/a.woff2) format("woff2");unicode-range:U+A640-A69F,U+1F600}',
      '@font-face{font-family:Nice;src:url("https://shop.test/a.woff2") format("woff2");unicode-range:U+A640-A69F,U+1F600}',
    ],
    ['a{fill:url(#gradient)}', 'a{fill:url("#gradient")}'],
    [
      ':root{--user:nora quist;--a:4242 4242 4242 4242;--b:{name:nora}}',
      ':root{--user:xxxxx xxxxx;--a:;--b:{xxxxx:xxxxx}}',
    ],
    [
      ':root{--a:12px;--b:#1f2937;--c:rgb(59 130 246 / .5);--d:0 1px 2px 0 rgba(0,0,0,.1);--e:cubic-bezier(.4,0,1,1);--f:var(--a);--g:flex;--h:calc(1px + var(--a))}',
      ':root{--a:12px;--b:#1f2937;--c:rgb(59 130 246 / .5);--d:0 1px 2px 0 rgba(0,0,0,.1);--e:cubic-bezier(.4,0,1,1);--f:var(--a);--g:flex;--h:calc(1px + var(--a))}',
    ],
    [
      'a{width:var(--a,nora);transform:translate3d(0px,1px,0px)}',
      'a{width:var(--a,xxxxx);transform:translate3d(0px,1px,0px)}',
    ],
    ['.btn--big:hover{color:red}', '.btn--big:hover{color:red}'],
  ])('%s becomes %s', (css, scrubbed) => {
    expect(scrubbedRules(css)).toBe(scrubbed)
    expect(scrubbedRules(scrubbed)).toBe(scrubbed)
  })

  it('has what is imported from a scrubbed address', () => {
    expect(scrubStylesheet('@import "/more.css?t=1";', scrubUrl)).toBe(
      '@import "https://shop.test/more.css?t=*";',
    )
  })

  it('replaces the name of a custom property wherever it stands, and nothing in an address', () => {
    const cover = coverName('--user-7f3a9c1')
    expect(cover).toMatch(/^--masked-\d+$/)
    expect(
      scrubbedRules(
        'a{--user-7f3a9c1:1px;--b:var(--user-7f3a9c1);width:var(--user-7f3a9c1);background-image:url(/x--user-7f3a9c1.png)}',
      ),
    ).toBe(
      `a{${cover}:1px;--b:var(${cover});width:var(${cover});background-image:url("${scrubUrl('/x--user-7f3a9c1.png')}")}`,
    )
    expect(scrubInlineStyle('--user-7f3a9c1: 1px', scrubUrl)).toBe(`${cover}: 1px;`)
  })

  it('fits the classes and ids that were replaced', () => {
    const cover = coverName('user-7f3a')
    expect(
      scrubbedRules(
        String.raw`.user-7f3a>#user-7f3a:hover,.w-\[7f3a9c\]{animation-name:user-7f3a}`,
      ),
    ).toBe(`.${cover} > #${cover}:hover,.${coverName('w-[7f3a9c]')}{animation-name:${cover}}`)
  })

  it('replaces every name that is replaced in a class, and no other', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'user',
        'btn',
        'patients',
        'jane',
        'menu',
        'a',
        'é',
        '-',
        '_',
        '--',
        ':',
        '@',
      ),
      fc.constantFrom('3', '12', '4711', '7f3a', '[', '/', '.', 'U', '%', '3d', 'px'),
    )
    const name = fc
      .array(piece, { minLength: 1, maxLength: 5 })
      .map((all) => all.join(''))
      .filter((all) => /^-*[a-z_é]/i.test(all))
    fc.assert(
      fc.property(name, (own) => {
        const cover = coverName(own)
        const scrubbed = scrubStylesheet(`.${CSS.escape(own)} { color: red; }`, scrubUrl)
        const kept = cover === own ? CSS.escape(own) : cover
        expect(scrubbed).toBe(`.${kept} { color: red; }`)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('an inline style', () => {
  it.each([
    ['width: 10px', 'width: 10px'],
    ['background-image: url(data:image/png;base64,AA==)', 'background-image: none'],
    [`background-image: url("blob:https://shop.test/1")`, 'background-image: none'],
    [`--name: 'Alice'; color: red`, '--name: xxxxxxxx; color: red'],
    ['--x: 12px; --y: #ff00aa; --z: var(--x)', '--x: 12px; --y: #ff00aa; --z: var(--x)'],
    ['--user: nora; color: red', '--user: xxxxx; color: red'],
    ['--born: 1984-03-12; --card: 4242 4242 4242 4242', '--born: ; --card: '],
    ["content: 'Nora'", 'content: "xxxxx"'],
    ["font-family: 'nora q', serif", 'font-family: "xxxxx xxx", serif'],
    ['view-transition-name: nora', ''],
    ['will-change: nora; counter-reset: nora; page: nora', ''],
    [
      'will-change: transform; transition: opacity 1s',
      'will-change: transform; transition: opacity 1s',
    ],
    [`font-family: "Open Sans"`, `font-family: "Open Sans"`],
    ['nora', ''],
    ['color: nora; patient: nora; margin: 0', 'margin: 0px'],
    [`color: red; content: 'nora`, 'color: red; content: "xxxxx"'],
    [
      'width: calc(100% - (2px + 1em)); transform: translate(1px, 2px)',
      'width: calc(100% - 1em - 2px); transform: translate(1px, 2px)',
    ],
  ])('%s becomes %s', (css, scrubbed) =>
    expect(scrubInlineStyle(css, scrubUrl)).toBe(scrubbed && `${scrubbed};`),
  )
})
