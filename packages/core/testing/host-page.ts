/**
 * Touches what Playhead patches, and says what came of it: the log, the page, and what each call of a
 * wrapper counted.
 */
export const application = `
  const log = []
  const say = (what, value) => log.push(what + ': ' + String(value))
  const attempt = (what, act) => { try { say(what, act()) } catch (error) { say(what + ' failed', error.name) } }
  const main = document.documentElement.appendChild(document.createElement('main'))
  const form = document.createElement('form')
  for (const name of window.formNames ?? []) form.append(Object.assign(document.createElement('input'), { name }))
  main.append(form)
  const input = form.appendChild(document.createElement('input'))
  input.value = 'typed by code'
  say('value', input.value)
  input.setAttribute('data-huge', 'x'.repeat(300_000))
  const style = document.head.appendChild(Object.assign(document.createElement('style'), { nonce: 'n' }))
  say('rule', style.sheet.insertRule('p { color: red }'))
  attempt('refused', () => style.sheet.insertRule('no rule'))
  say('deleted', style.sheet.deleteRule(0))
  main.style.setProperty('color', 'red')
  say('style', main.getAttribute('style'))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('p { color: blue }')
  document.adoptedStyleSheets.push(sheet)
  say('adopted', document.adoptedStyleSheets.length + ' ' + document.adoptedStyleSheets.includes(sheet))
  const host = main.appendChild(document.createElement('section'))
  host.attachShadow({ mode: 'open' }).append('in shadow')
  say('shadow', host.shadowRoot.textContent)
  customElements.define('x-late', class extends HTMLElement {})
  customElements.define('x-broken', class extends HTMLElement { constructor() { super(); throw new RangeError('no') } })
  addEventListener('error', (event) => say('error', event.message))
  addEventListener('unhandledrejection', (event) => { event.preventDefault(); say('rejection', event.reason) })
  main.append(document.createElement('x-late'), document.createElement('x-broken'))
  history.pushState({ page: 2 }, '', '#two')
  say('history', history.state.page + location.hash)
  console.debug('quiet', { get trap() { throw new Error('a trap') } })
  input.click()
  setTimeout(() => { throw new Error('of the application') })
  Promise.reject('not handled')
  const request = new XMLHttpRequest()
  request.open('GET', '/data?xhr')
  request.onload = () => say('xhr', request.responseText)
  const loaded = new Promise((resolve) => { request.onloadend = resolve })
  request.send()
  const later = window.realTimeout ?? setTimeout
  window.tick?.()
  const pause = () => new Promise((resolve) => later(resolve, 50))
  return fetch('/data').then((response) => response.text()).then((text) => say('fetch', text))
    .then(() => fetch('http://127.0.0.1:1/').catch((error) => say('refused', error.name)))
    .then(() => loaded).then(pause).then(() => {
      const counts = [window.calls, window.said, window.visits].map((list) => list?.join())
      const all = [...log.sort(), ...counts, input.value, main.outerHTML.replace(/x{300000}/, 'all of it'), main.querySelectorAll('*').length]
      return all.join('|')
    })`

/** Every own property that a page's scripts share, each with what it consists of. */
export const globals = `
  (() => {
    const found = new Map()
    const walk = (name, thing) => {
      for (const key of Reflect.ownKeys(thing)) found.set(name + ' ' + String(key), Object.getOwnPropertyDescriptor(thing, key))
    }
    walk('window', window)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(window))) {
      if (/^webkit|^playhead/.test(name) || (typeof value !== 'function' && !/^(JSON|Math|Reflect|console|CSS|Intl)$/.test(name))) continue
      if (!value) continue
      walk(name, value)
      if (value.prototype) walk(name + '.prototype', value.prototype)
    }
    for (const name of ['document', 'history', 'navigator', 'customElements', 'performance', 'screen', 'location'])
      walk(name, globalThis[name])
    walk('element', document.documentElement)
    return found
  })()`

/** Names of what differs between two such walks. */
export const changed = `
  ((before, after) => {
    const differs = (a, b) => !a || !b || ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'].some((key) => !Object.is(a[key], b[key]))
    return [...new Set([...before.keys(), ...after.keys()])].filter((name) =>
      !/^(?:window )?(?:test|calls|said|visits|unwrap|[0-9]+$)|__zone_symbol__\\w+(?:true|false)$/.test(name) && differs(before.get(name), after.get(name)))
  })`
