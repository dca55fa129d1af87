import type { CanaryCase } from '../canary-case.ts'

const css = (name: string, rules: string): CanaryCase => ({
  name: `style: ${name}`,
  html: `<style>${rules}</style>`,
  inSafe: 'hidden',
})
const inline = (name: string, style: string, isName = false): CanaryCase => ({
  name: `inline style: ${name}`,
  isName,
  html: `<p style="${style}">a</p>`,
  inSafe: 'either',
})

export const styleCases: readonly CanaryCase[] = [
  css('content', '.a::before { content: "CANARY" }'),
  css('content, single quotes', ".a::before { content: 'of CANARY' }"),
  css('content after a counter', '.a::before { content: counter(a) " CANARY" / "CANARY" }'),
  css('quotes', '.a { quotes: "CANARY" "b" }'),
  css('list marker', '.a { list-style-type: "CANARY" }'),
  css('custom property', ':root { --name: "CANARY" }'),
  css('custom property with a url', ':root { --picture: url(/a.png?u=CANARY) }'),
  css(
    'registered property',
    '@property --p { syntax: "*"; inherits: true; initial-value: "CANARY" }',
  ),
  css('attribute selector', 'input[value="CANARY"] { color: red }'),
  css('attribute selector, start', 'a[href^="/users/CANARY"] { color: red }'),
  css('attribute selector, bare', '[data-user=CANARY] { color: red }'),
  css('attribute selector in :is', ':is([title*="CANARY" i]) { color: red }'),
  css('comment', '/* CANARY */ .a { color: red }'),
  css('url', '.a { background: url("/a.png?u=CANARY") }'),
  css(
    'url of a picture inside',
    '.a { background: url("data:image/svg+xml,<svg><text>CANARY</text></svg>") }',
  ),
  css('image set', '.a { background: image-set("/a.png?u=CANARY" 1x) }'),
  css('import', '@import "/a.css?u=CANARY";'),
  css('import by url', '@import url(/a.css?u=CANARY);'),
  css('namespace', '@namespace user "/ns?u=CANARY";'),
  css('font', '@font-face { font-family: "a"; src: url("/a.woff2?u=CANARY") }'),
  css(
    'rule inside others',
    '@media screen { @supports (display: grid) { .a::after { content: "CANARY" } } }',
  ),
  css('nested rule', '.a { & .b::after { content: "CANARY" } }'),
  inline('url', 'background: url(/a.png?u=CANARY)'),
  inline('data', "background: url('data:image/svg+xml,CANARY')"),
  inline('blob', 'background: url(blob:http://127.0.0.1/CANARY)'),
  inline('image set', "background: image-set('/a.png?u=CANARY' 1x)"),
  inline('custom property', "--name: 'CANARY'"),
  inline('custom property, bare', '--user-name: CANARY'),
  inline('content', "content: 'CANARY'"),
  inline('font', "font-family: 'CANARY'"),
  inline('grid area', 'grid-area: CANARY', true),
  inline('animation', 'animation-name: CANARY', true),
  inline('transition name', 'view-transition-name: CANARY'),
  inline('unknown property', 'user-name: CANARY'),
  inline('comment', '/* CANARY */ color: red'),
  {
    name: 'style: link with its text inside',
    html: '<link rel="stylesheet" href="data:text/css,.a::before{content:%22CANARY%22}">',
    inSafe: 'hidden',
  },
]
