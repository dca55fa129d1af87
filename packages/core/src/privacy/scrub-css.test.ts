import { describe, expect, it } from 'vitest'
import { scrubInlineStyle, scrubStylesheet } from './scrub-css.ts'
import { createUrlScrubber } from '@playhead/protocol'

const scrubUrl = createUrlScrubber({ base: () => 'https://shop.test/' })

describe('a stylesheet', () => {
  it.each([
    ['a{b:url(/x.png?t=1)}', 'a{b:url("https://shop.test/x.png?t=*")}'],
    [`a{b:url('/x.png?t=1') no-repeat}`, 'a{b:url("https://shop.test/x.png?t=*") no-repeat}'],
    ['a{b:URL( "/x.png#f" )}', 'a{b:url("https://shop.test/x.png")}'],
    ['@import "/more.css?t=1";', '@import "https://shop.test/more.css?t=*";'],
    ['a{b:url(data:image/png;base64,AA==)}', 'a{b:none}'],
    ['a{b:url(data:font/woff2;base64,AA==)}', 'a{b:url("data:font/woff2;base64,AA==")}'],
    [
      `a{b:url("data:image/svg+xml,%3csvg viewBox='0 0 9 9'%3e%3cpath d='M0 0h9'/%3e%3c/svg%3e")}`,
      `a{b:url("data:image/svg+xml,%3csvg viewBox='0 0 9 9'%3e%3cpath d='M0 0h9'/%3e%3c/svg%3e")}`,
    ],
    ['a{b:url("data:image/svg+xml,<svg><text>Nora</text></svg>")}', 'a{b:none}'],
    ['/* of Nora */a{color:red}', 'a{color:red}'],
    ['a::after{content:"Nora"}', 'a::after{content:"xxxxx"}'],
    [String.raw`a::after{content:"\f101" '→' "»"}`, String.raw`a::after{content:"\f101" "→" "»"}`],
    ['a[href="/users/nora"]{b:c}', 'a[href="*"]{b:c}'],
    ['[data-user=nora]{b:c}', '[data-user="*"]{b:c}'],
    [
      '[class*="col-"],[type=text],[data-state=open]{b:c}',
      '[class*="col-"],[type=text],[data-state=open]{b:c}',
    ],
    [
      String.raw`.a\[b\=c\]{grid-column:[full-start]}`,
      String.raw`.a\[b\=c\]{grid-column:[full-start]}`,
    ],
    [
      'a{grid-template-areas:"head head" "side main"}',
      'a{grid-template-areas:"head head" "side main"}',
    ],
    [
      '@font-face{font-family:"Nice";src:url(/a.woff2) format("woff2")}',
      '@font-face{font-family:"Nice";src:url("https://shop.test/a.woff2") format("woff2")}',
    ],
    ['a{fill:url(#gradient)}', 'a{fill:url("#gradient")}'],
    ['a{color:red}', 'a{color:red}'],
  ])('%s becomes %s', (css, scrubbed) => {
    expect(scrubStylesheet(css, scrubUrl)).toBe(scrubbed)
    expect(scrubStylesheet(scrubbed, scrubUrl)).toBe(scrubbed)
  })
})

describe('an inline style', () => {
  it.each([
    ['width: 10px', 'width: 10px'],
    ['background: url(data:image/png;base64,AA==)', 'background: none'],
    [`background: url("blob:https://shop.test/1")`, 'background: none'],
    [`--name: 'Alice'; color: red`, '--name: ""; color: red'],
    ['--x: 12px; --y: #ff00aa; --z: var(--x)', '--x: 12px; --y: #ff00aa; --z: var(--x)'],
    ['--user: nora; color: red', '--user: ""; color: red'],
    ["content: 'Nora'", 'content: "xxxxx"'],
    ["font-family: 'nora q', serif", 'font-family: "xxxxx xxx", serif'],
    ['view-transition-name: nora', ''],
    [`font-family: "Open Sans"`, `font-family: "Open Sans"`],
  ])('%s becomes %s', (css, scrubbed) => expect(scrubInlineStyle(css, scrubUrl)).toBe(scrubbed))
})
