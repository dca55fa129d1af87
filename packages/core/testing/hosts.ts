/** What a page does to itself, or has beside us. Each text is a script of the page. */
export interface Host {
  /** Runs before anything else. */
  before?: string
  /** A file of `neighbours` that is loaded next. */
  neighbour?: 'rrweb' | 'sentry' | 'posthog' | 'posthog-replay' | 'zone'
  /** Runs once Playhead records. */
  after?: string
  /** Runs after the application, and before Playhead is stopped. */
  end?: string
  /** Runs once Playhead has stopped. */
  last?: string
  /** Stands in the page. */
  html?: string
  /** Somebody stays on top of what is ours, which then can only fall silent. */
  isOnTop?: true
  /** What nobody can see of this page. */
  hides?: 'console'
  /** Nobody can see changes of this page. */
  isStill?: true
}

const wrapRequests = `
  const calls = window.calls = []
  const theirs = { fetch: window.fetch, open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send }
  window.fetch = function (...args) { if (args[0] === '/data') calls.push('fetch'); return theirs.fetch.apply(this, args) }
  XMLHttpRequest.prototype.open = function (...args) { calls.push('open'); return theirs.open.apply(this, args) }
  XMLHttpRequest.prototype.send = function (...args) { calls.push('send'); return theirs.send.apply(this, args) }
  window.unwrap = () => {
    window.fetch = theirs.fetch
    Object.assign(XMLHttpRequest.prototype, { open: theirs.open, send: theirs.send })
  }`

const wrapConsole = `
  window.said = []
  for (const level of ['debug', 'log', 'warn', 'error']) {
    const theirs = console[level]
    console[level] = (...args) => { said.push(level); theirs.apply(console, args) }
  }`

const wrapHistory = `
  window.visits = []
  for (const name of ['pushState', 'replaceState']) {
    const theirs = history[name]
    history[name] = function (...args) { const result = theirs.apply(this, args); visits.push(name); return result }
  }`

const freeze = `
  for (const { prototype } of [Array, Object, Function, Promise, Event, EventTarget, Node, Element, HTMLElement,
    HTMLInputElement, HTMLTextAreaElement, Document, ShadowRoot, CSSStyleSheet, CSSStyleDeclaration, CSSGroupingRule,
    History, XMLHttpRequest, WebSocket, EventSource, Navigator, Storage]) Object.freeze(prototype)
  Object.freeze(console); Object.freeze(history); Object.freeze(JSON)`

const clobber = (names: readonly string[]): string =>
  names.map((name) => `<form name="${name}"></form>`).join('')

const throwing = (owner: string, names: readonly string[]): string =>
  names
    .map(
      (name) =>
        `Object.defineProperty(${owner}, '${name}', { configurable: true, get() { throw new Error('${name} is denied') } })`,
    )
    .join('\n')

export const hosts: Readonly<Record<string, Host>> = {
  'nothing special': {},
  'frozen prototypes': { before: freeze, hides: 'console' },
  'prototypes that are frozen while it is recorded': { after: freeze, isOnTop: true },
  'additions to built-in prototypes': {
    before: `
      Array.prototype.last = function () { return this[this.length - 1] }
      Object.prototype.extend = function () {}
      String.prototype.blank = function () { return this.trim() === '' }`,
  },
  'JSON as old libraries have it': {
    before: `
      const stringify = JSON.stringify
      JSON.stringify = (value, ...rest) => stringify(value, ...rest)
      Array.prototype.toJSON = function () { return '[' + this.join() + ']' }
      String.prototype.toJSON = function () { return 'text ' + this }
      Number.prototype.toJSON = function () { return 'number ' + this }`,
  },
  'built-ins that were replaced': {
    before: `
      Element.prototype.closest = () => document.body
      const forEach = Array.prototype.forEach
      Array.prototype.forEach = function (...args) { return forEach.apply(this, args) }
      window.Promise = class extends Promise {}
      window.MutationObserver = class extends MutationObserver {}
      const attach = Element.prototype.attachShadow
      Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, delegatesFocus: true }) }
      const add = EventTarget.prototype.addEventListener
      EventTarget.prototype.addEventListener = function (...args) { return add.apply(this, args) }`,
  },
  'an observer that sees nothing': {
    before: `window.MutationObserver = class { observe() {} disconnect() {} takeRecords() { return [] } }`,
    isStill: true,
  },
  'a clock that stands still': { before: `Date.now = () => 1_000; performance.now = () => 5` },
  'timers that wait to be told': {
    before: `
      window.realTimeout = setTimeout
      const due = []
      window.setTimeout = (act, ms, ...args) => due.push(() => act(...args))
      window.clearTimeout = (id) => { due[id - 1] = () => undefined }
      window.tick = () => { for (const act of due.splice(0)) realTimeout(act) }`,
  },
  'getters that throw': {
    before:
      throwing('window', ['localStorage', 'sessionStorage', 'indexedDB', 'visualViewport']) +
      throwing('navigator', ['onLine', 'serviceWorker', 'userActivation']) +
      throwing('document', ['referrer', 'cookie', 'fonts']),
  },
  'fields named like methods': {
    before: `window.formNames = ['matches', 'getAttribute', 'parentNode', 'attributes', 'id', 'tagName', 'childNodes']`,
  },
  'forms named like parts of the document': {
    html:
      clobber([
        'readyState',
        'defaultView',
        'fonts',
        'URL',
        'visibilityState',
        'hasFocus',
        'referrer',
      ]) + '<a id=fetch></a><a id=navigator></a><a id=Playheads></a><a id=performance></a>',
  },
  'a wrapped console': { before: wrapConsole },
  'a console that is wrapped later': { after: wrapConsole, isOnTop: true },
  'a router that wraps the history': { before: wrapHistory },
  'a router that wraps the history later': { after: wrapHistory, isOnTop: true },
  'wrapped requests': { before: wrapRequests },
  'requests that are wrapped later, and unwrapped before it stops': {
    after: wrapRequests,
    end: 'unwrap()',
  },
  'requests that are wrapped later, and unwrapped after it stopped': {
    after: wrapRequests,
    last: 'unwrap()',
    isOnTop: true,
  },
  'Zone.js': { neighbour: 'zone' },
  'a second recorder': { neighbour: 'rrweb', before: 'window.neighbourFirst = true' },
  'a second recorder that comes and goes': {
    neighbour: 'rrweb',
    after: 'neighbour.start()',
    end: 'neighbour.stop()',
  },
  'a second recorder that comes later and stays': {
    neighbour: 'rrweb',
    after: 'neighbour.start()',
    last: 'neighbour.stop()',
    isOnTop: true,
  },
  Sentry: { neighbour: 'sentry', before: 'window.neighbourFirst = true' },
  PostHog: { neighbour: 'posthog', before: 'window.neighbourFirst = true' },
  'PostHog and its session replay': {
    neighbour: 'posthog-replay',
    before: 'window.neighbourFirst = true',
  },
}
