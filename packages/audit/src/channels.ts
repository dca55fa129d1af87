/**
 * The ways by which something of a page could get into a recording, with what to do about a leak. `{at}`
 * stands for the element's selector.
 */
export const channels = {
  text: { title: 'text', advice: mark('mask') },
  'shadow-text': { title: 'text in shadow roots', advice: mark('mask') },
  'frame-text': { title: 'text in frames', advice: mark('mask') },
  'svg-text': { title: 'text, title and description in SVG', advice: mark('mask') },
  title: {
    title: 'title of the document',
    advice: 'take the safe mark off what is around <title>',
  },
  editable: { title: 'contenteditable text', advice: mark('mask') },
  'option-text': { title: 'text of options', advice: mark('mask') },
  'option-value': { title: 'values of options', advice: mark('block') },
  field: { title: 'what is in fields', advice: field() },
  'field-default': { title: 'prefilled values', advice: field() },
  'tick-value': { title: 'values of ticks', advice: field() },
  wording: { title: 'placeholder, title, alt, aria-*', advice: mark('mask') },
  data: { title: 'data-* and attributes of your own', advice: mark('mask') },
  'link-url': { title: 'values in the addresses of links and forms', advice: query() },
  'image-url': { title: 'values in the addresses of images', advice: mark('mask') },
  'embedded-image': { title: 'images inside their address', advice: mark('mask') },
  identifier: { title: 'numbers and addresses in ids and classes', advice: mark('block') },
  meta: { title: 'meta tags', advice: 'take the safe mark off what is around <meta>' },
  comment: { title: 'comments', advice: mark('block') },
  'data-script': { title: 'data in scripts', advice: mark('block') },
  hidden: { title: 'noscript, templates, srcdoc', advice: mark('block') },
  style: { title: 'content, custom properties and selectors in CSS', advice: css() },
  'page-url': { title: 'query and fragment of the page', advice: query() },
  console: { title: 'console', advice: words('print it') },
  error: { title: 'errors', advice: words('put it into messages of errors') },
  request: {
    title: 'requests: addresses, headers, bodies, answers',
    advice:
      'leave it out of network.headers and network.bodies, or take it out in network.redactBody',
  },
  socket: { title: 'WebSocket messages', advice: 'report it: no option records them' },
  custom: { title: 'events of your own', advice: words('pass it to track() or identify()') },
  storage: { title: 'localStorage, sessionStorage, cookies', advice: words('record it') },
  interaction: { title: 'what is typed, selected, copied, clicked', advice: mark('ignore') },
} as const

export type Channel = keyof typeof channels

function mark(level: 'mask' | 'block' | 'ignore'): string {
  return `put data-replay="${level}" on {at}, or take the safe mark off what is around it`
}

function field(): string {
  return 'take the safe mark off {at} itself, or put data-replay="mask" on it'
}

function query(): string {
  return 'take the parameter out of privacy.keepQueryParams, or put data-replay="mask" on {at}'
}

function css(): string {
  return 'keep data out of stylesheets: they cannot be masked without losing the layout'
}

function words(what: string): string {
  return `your own code reads it and passes it on: do not ${what}, or shorten it first (partialId of @playhead/core/identity)`
}
