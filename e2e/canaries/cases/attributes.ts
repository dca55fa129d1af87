import type { CanaryCase } from '../canary-case.ts'

/** Texts that people or assistive technology read. */
const wording = [
  ['input', 'placeholder'],
  ['p', 'title'],
  ['img', 'alt'],
  ['table', 'summary'],
  ['div', 'aria-label'],
  ['div', 'aria-description'],
  ['div', 'aria-roledescription'],
  ['div', 'aria-valuetext'],
  ['div', 'aria-placeholder'],
  ['div', 'aria-braillelabel'],
  ['div', 'aria-keyshortcuts'],
  ['div', 'data-user'],
  ['div', 'data-testid'],
  ['button', 'data-test'],
  ['button', 'data-cy'],
  ['button', 'data-qa'],
  ['div', 'data-component'],
  ['div', 'data-sentry-component'],
  ['div', 'data-props'],
  ['div', 'data-tooltip'],
  ['time', 'datetime'],
] as const

/** Those of which a word is kept, if it is one that layout knows. */
const layout = (
  'type role dir lang xml:lang hidden inert disabled readonly required multiple open colspan rowspan cols ' +
  'rows size span width height align valign border cellpadding cellspacing bgcolor color face tabindex ' +
  'media rel as start reversed wrap scope controls loop muted charset loading decoding contenteditable ' +
  'aria-hidden aria-expanded aria-disabled aria-busy aria-modal aria-orientation aria-haspopup ' +
  'aria-current x y r viewBox preserveAspectRatio version stroke-width stroke-dasharray opacity ' +
  'stop-color text-anchor font-family focusable result mode values operator d points transform fill ' +
  'stroke clip-path mask filter marker-start in in2 vector-effect'
).split(' ')

/** Names that refer to others, settings, and what no standard knows. */
const others = (
  'id class name for form list headers usemap part slot is itemprop itemid itemtype itemref itemscope ' +
  'property typeof about vocab resource content accesskey pattern step min max accept autocomplete ' +
  'dirname enctype method target download ping hreflang sandbox allow csp kind srclang default nonce ' +
  'integrity crossorigin referrerpolicy fetchpriority blocking http-equiv abbr axis label value checked ' +
  'selected draggable spellcheck translate enterkeyhint inputmode autocapitalize popovertarget ' +
  'popovertargetaction command commandfor anchor exportparts aria-labelledby aria-describedby ' +
  'aria-controls aria-owns aria-details aria-activedescendant aria-errormessage aria-flowto ' +
  'aria-valuenow aria-valuemin aria-valuemax aria-checked aria-selected aria-pressed aria-invalid ' +
  'aria-live aria-level aria-sort my-attribute user unknown ng-model v-model x-data :title @click ' +
  'hx-get hx-vals wire:model jsname jsdata cmd srcdoc standby code archive codebase object profile ' +
  'longdesc onclick onmouseover onload onerror onanything data-record-safely data-replay-id ' +
  'rr_width rr_src _cssText'
).split(' ')

/** Kept where it is plainly a name; see docs/privacy.md. */
const names = new Set(['id', 'class', 'name', 'data-testid', 'data-test', 'data-cy', 'data-qa'])
const componentNames = new Set(['data-component', 'data-sentry-component'])

/** A name that stands for nothing would be an error of the page's own, and is that on the timeline. */
const valueOf = (attribute: string): string => (attribute.startsWith('on') ? "'CANARY'" : 'CANARY')

/** Code, secrets and values. */
const neverShown = /^(?:on|srcdoc$|nonce$|integrity$|checked$|selected$)/

const hostOf = (attribute: string): string => {
  if (
    /^(?:x|y|r|viewBox|preserve|version|stroke|opacity|stop|text-anchor|font-family|focusable|result|mode|values|operator|d$|points|transform|fill|clip|mask|filter|marker|in2?$|vector)/.test(
      attribute,
    )
  )
    return 'svg'
  if (/^(?:type|size|checked|pattern|min|max|step|accept|list)$/.test(attribute)) return 'input'
  if (/^(?:media|rel|as)$/.test(attribute)) return 'a'
  if (/^(?:cols|rows|wrap)$/.test(attribute)) return 'textarea'
  return 'div'
}

export const attributeCases: readonly CanaryCase[] = [
  ...wording.map(([tag, attribute]): CanaryCase => ({
    name: `attribute: ${attribute}`,
    html: `<${tag} ${attribute}="CANARY"></${tag}>`,
    isName: names.has(attribute) || componentNames.has(attribute),
    inSafe: 'shown',
  })),
  ...[...layout, ...others].map((attribute): CanaryCase => ({
    name: `attribute: ${attribute}`,
    html: `<${hostOf(attribute)} ${attribute}="${valueOf(attribute)}"></${hostOf(attribute)}>`,
    isName: names.has(attribute),
    inSafe: neverShown.test(attribute) ? 'hidden' : 'either',
  })),
  {
    name: 'attribute: value of the marker',
    html: '<p data-replay="CANARY">a</p>',
    inSafe: 'either',
  },
  {
    name: 'attribute: value of the mask marker',
    html: '<p data-pii="CANARY">a</p>',
    inSafe: 'either',
  },
  {
    name: 'attribute: part of a class list',
    html: '<p class="card user-CANARY is-open">a</p>',
    isName: true,
    inSafe: 'either',
  },
  {
    name: 'attribute: id of a record',
    html: '<p id="user-CANARY">a</p>',
    isName: true,
    inSafe: 'either',
  },
  {
    name: 'attribute: name of a form field',
    html: '<form><input name="answer[CANARY]"><input name="b"></form>',
    isName: true,
    inSafe: 'either',
  },
  {
    name: 'attribute: name of the attribute',
    html: '<p data-CANARY="1" CANARY>a</p>',
    inSafe: 'either',
  },
  {
    name: 'attribute: name of the element',
    html: '<user-CANARY>a</user-CANARY>',
    isName: true,
    inSafe: 'either',
  },
  {
    name: 'attribute: meta',
    html: '<meta name="csrf-token" content="CANARY">',
    isInHead: true,
    inSafe: 'hidden',
  },
  {
    name: 'attribute: meta name',
    html: '<meta name="CANARY" content="1">',
    isName: true,
    isInHead: true,
    inSafe: 'either',
  },
  {
    name: 'attribute: open graph',
    html: '<meta property="og:title" content="CANARY">',
    isInHead: true,
    inSafe: 'hidden',
  },
  {
    name: 'attribute: description',
    html: '<meta name="description" content="CANARY">',
    isInHead: true,
    inSafe: 'hidden',
  },
  {
    name: 'attribute: viewport',
    html: '<meta name="viewport" content="width=device-width, user=CANARY">',
    isInHead: true,
    inSafe: 'hidden',
  },
  {
    name: 'attribute: microdata',
    html: '<div itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="CANARY"><link itemprop="url" href="/?a=CANARY"></div>',
    inSafe: 'either',
  },
]
