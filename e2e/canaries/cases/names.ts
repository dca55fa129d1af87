import type { CanaryCase } from '../canary-case.ts'

/** Mixed ids of four characters each, as records have them. */
const short = (name: string, html: string): CanaryCase => ({
  name: `short id: ${name}`,
  html,
  isShort: true,
  inSafe: 'either',
})
const word = (name: string, html: string): CanaryCase => ({
  name: `word: ${name}`,
  html,
  inSafe: 'either',
})

export const nameCases: readonly CanaryCase[] = [
  word('who it is, in a class', '<p class="user-CANARY">a</p>'),
  word('who it is, in one class of many', '<p class="card row_customer_CANARY is-open">a</p>'),
  word('who it is, in an id', '<p id="patient-CANARY-1">a</p>'),
  word('who it is, in the name of a field', '<input name="guest-CANARY" type="checkbox">'),
  word('who it is, in a test id', '<button data-testid="open-client-CANARY">a</button>'),
  word('who it is, in the name of an element', '<user-CANARY>a</user-CANARY>'),
  word('who it is, in a reference', '<a href="#member-CANARY">a</a>'),
  word(
    'who it is, in a style',
    '<style>.employee-CANARY, #owner-CANARY { --user-CANARY: 1px; margin: var(--user-CANARY) }</style>',
  ),
  word(
    'a picture behind an element',
    '<p style="color: red; background: url(/faces/CANARY.png)">a</p>',
  ),
  short('class', '<p class="user-CANARY">a</p>'),
  short('class, one of many', '<p class="card is-open row_CANARY">a</p>'),
  short('class, part of a utility', '<p class="w-[CANARY] md:p-CANARY">a</p>'),
  short('class of a button', '<button class="pay-CANARY">a</button>'),
  short(
    'class in a style',
    '<style>.user-CANARY { color: red } .a > .b-CANARY:hover { color: red }</style>',
  ),
  short(
    'class and id by attribute',
    '<style>[class~="of-CANARY"], [id^="of-CANARY"] { color: red }</style>',
  ),
  short('class in a style, nested', '<style>.a { &.u-CANARY { color: red } }</style>'),
  short('id', '<p id="row-CANARY">a</p>'),
  short('id in a style', '<style>#row-CANARY, a#user-CANARY { color: red }</style>'),
  short('part', '<style>::part(user-CANARY) { color: red }</style><p part="user-CANARY">a</p>'),
  short(
    'animation',
    '<style>@keyframes of-CANARY { to { color: red } } .a { animation: of-CANARY 1s }</style>',
  ),
  short('layer', '<style>@layer of-CANARY { .a { color: red } }</style>'),
  short(
    'container',
    '<style>.a { container-name: of-CANARY } @container of-CANARY (width > 1px) { .b { color: red } }</style>',
  ),
  short(
    'counter',
    '<style>.a { counter-reset: of-CANARY; counter-increment: of-CANARY 2 }</style>',
  ),
  short('counter style', '<style>@counter-style of-CANARY { system: fixed; symbols: "a" }</style>'),
  short(
    'property name',
    '<style>:root { --of-CANARY: 1px } .a { width: var(--of-CANARY) }</style>',
  ),
  short(
    'registered property',
    '<style>@property --of-CANARY { syntax: "*"; inherits: false; }</style>',
  ),
  short(
    'grid area',
    '<style>.a { grid-template-areas: "of-CANARY b"; grid-area: of-CANARY }</style>',
  ),
  short('grid line', '<style>.a { grid-template-columns: [of-CANARY] 1fr }</style>'),
  short(
    'transition name',
    '<style>.a { view-transition-name: of-CANARY } ::view-transition-old(of-CANARY) { opacity: 1 }</style>',
  ),
  short('state', '<style>a:state(of-CANARY) { color: red }</style>'),
  short('highlight', '<style>::highlight(of-CANARY) { color: red }</style>'),
  short('anchor', '<style>.a { anchor-name: --of-CANARY; position-anchor: --of-CANARY }</style>'),
  short(
    'timeline',
    '<style>.a { scroll-timeline: --of-CANARY block; animation-timeline: --of-CANARY }</style>',
  ),
  short('element in a style', '<style>user-CANARY { color: red }</style>'),
  short('attribute in a style', '<style>[data-CANARY] { color: red }</style>'),
  short('attr function', '<style>.a::before { content: attr(data-CANARY) }</style>'),
  short(
    'font',
    '<style>@font-face { font-family: of-CANARY; src: local("a") } .a { font-family: of-CANARY }</style>',
  ),
  short('font in quotes', '<style>.a { font-family: "of-CANARY" }</style>'),
  short('page', '<style>@page of-CANARY { margin: 1cm }</style>'),
  short('will change', '<style>.a { will-change: of-CANARY }</style>'),
  short('supports', '<style>@supports (of-CANARY: 1) { .a { color: red } }</style>'),
  short('media', '<style>@media (min-width: 1px) and (of-CANARY) { .a { color: red } }</style>'),
  short('scope', '<style>@scope (.of-CANARY) to (.to-CANARY) { img { color: red } }</style>'),
  short('palette', '<style>.a { font-palette: --of-CANARY }</style>'),
  short(
    'inline style',
    '<p style="animation-name: of-CANARY; grid-area: of-CANARY; will-change: of-CANARY; counter-reset: of-CANARY">a</p>',
  ),
  word('inline style, no property', '<p style="CANARY">a</p>'),
  word('inline style, no value of it', '<p style="color: CANARY">a</p>'),
  word('inline style, property of its own', '<p style="patient: CANARY; color: red">a</p>'),
  word('inline style, custom property', '<p style="--patient: CANARY; --b: of CANARY">a</p>'),
  word('inline style, will change', '<p style="will-change: CANARY">a</p>'),
  word('inline style, counter', '<p style="counter-reset: CANARY">a</p>'),
  word('inline style, list', '<p style="list-style-type: CANARY">a</p>'),
  word('inline style, list in quotes', `<p style="list-style: 'CANARY'">a</p>`),
  word('inline style, transition', '<p style="transition-property: CANARY">a</p>'),
  word('inline style, page', '<p style="page: CANARY">a</p>'),
  word('inline style, attr', '<p style="width: attr(CANARY px)">a</p>'),
  word('inline style, broken', `<p style="color: red; content: 'CANARY">a</p>`),
  word('inline style, function', '<p style="background: CANARY(1)">a</p>'),
  word('inline style, escaped', '<p style="--a: \\43 ANARY; c\\6flor: CANARY">a</p>'),
  word('inline style, important', '<p style="color: CANARY !important">a</p>'),
  word('inline style, vendor', '<p style="-webkit-locale: CANARY; -ms-filter: CANARY">a</p>'),
  word(
    'style, custom property, bare',
    '<style>:root { --user-name: CANARY; --b: of CANARY }</style>',
  ),
  word('style, custom property in an object', '<style>:root { --user: { name: CANARY } }</style>'),
  word('style, custom property with a fallback', '<style>.a { color: var(--a, CANARY) }</style>'),
  word(
    'style, registered property, bare',
    '<style>@property --p { syntax: "*"; inherits: true; initial-value: CANARY }</style>',
  ),
  word(
    'style, container query',
    '<style>@container style(--user: CANARY) { .a { color: red } }</style>',
  ),
  word('style, supports', '<style>@supports (--user: CANARY) { .a { color: red } }</style>'),
  word(
    'style, selector, escaped',
    '<style>[title=\\43 ANARY] { color: red } [data-a="\\43 ANARY"] { color: red }</style>',
  ),
  word(
    'style, selector of an attribute that layout knows',
    '<style>[type="CANARY"], [lang="CANARY"], [data-state="CANARY"], [aria-label="CANARY"] { color: red }</style>',
  ),
  word(
    'style, selector with a space',
    '<style>[data-a = CANARY], [data-a="CANARY" s], [ data-a |= "CANARY" ] { color: red }</style>',
  ),
  word('style, title', '<style title="CANARY">.a { color: red }</style>'),
  word('style, media', '<style media="CANARY">.a { color: red }</style>'),
  word(
    'style, symbols of a counter',
    '<style>@counter-style a { system: fixed; symbols: "CANARY"; suffix: "CANARY" }</style>',
  ),
  short('local font', '<style>@font-face { font-family: "a"; src: local("of-CANARY") }</style>'),
  word(
    'style, feature',
    `<style>.a { font-feature-settings: "CANARY"; font-language-override: "CANARY" }</style>`,
  ),
  word('style, charset', '<style>@charset "CANARY"; .a { color: red }</style>'),
  word(
    'style, layer of an import',
    '<style>@import url("/a.css?u=CANARY") layer(a) supports(--a: CANARY);</style>',
  ),
]
