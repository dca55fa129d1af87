import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSegment, type Segment } from '@playhead/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildScript } from '../build-script.ts'
import { launchChromium } from '../testing/launch-chromium.ts'

/**
 * The built script in pages that do to their globals what pages do. The application in them must come to
 * the same end with Playhead and without, and find every global as it was once Playhead has stopped.
 */
let browser: Browser
let server: Server
let origin = ''
let directory = ''
const bodies: Uint8Array<ArrayBuffer>[] = []

/** What each page does before anything else runs. */
const hosts = {
  plain: '',
  'frozen prototypes': `
    for (const { prototype } of [Array, Object, Function, Promise, Node, Element, HTMLElement, HTMLInputElement,
      HTMLTextAreaElement, Document, ShadowRoot, CSSStyleSheet, CSSStyleDeclaration, CSSGroupingRule, History, EventTarget,
      XMLHttpRequest, Storage]) Object.freeze(prototype)
    Object.freeze(console); Object.freeze(history)`,
  'additions to built-in prototypes': `
    Array.prototype.last = function () { return this[this.length - 1] }
    Object.prototype.extend = function () {}
    String.prototype.blank = function () { return this.trim() === '' }`,
  'built-ins that were replaced': `
    Element.prototype.closest = () => document.body
    const forEach = Array.prototype.forEach
    Array.prototype.forEach = function (...args) { return forEach.apply(this, args) }`,
  'a clock that stands still': `Date.now = () => 1_000; performance.now = () => 5`,
  'fields named like methods': `window.formNames = ['matches', 'getAttribute', 'parentNode', 'attributes', 'id', 'tagName']`,
} as const

/** Touches what Playhead patches, and says what came of it. */
const application = `
  const log = []
  const say = (what, value) => log.push(what + ': ' + String(value))
  const form = document.createElement('form')
  for (const name of window.formNames ?? []) form.append(Object.assign(document.createElement('input'), { name }))
  document.body.append(form)
  const input = form.appendChild(document.createElement('input'))
  input.value = 'typed by code'
  say('value', input.value)
  const style = document.head.appendChild(Object.assign(document.createElement('style'), { nonce: 'n' }))
  say('rule', style.sheet.insertRule('p { color: red }'))
  try { style.sheet.insertRule('no rule') } catch (error) { say('refused', error.name) }
  say('deleted', style.sheet.deleteRule(0))
  document.body.style.setProperty('color', 'red')
  say('style', document.body.getAttribute('style'))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('p { color: blue }')
  document.adoptedStyleSheets.push(sheet)
  say('adopted', document.adoptedStyleSheets.length + ' ' + (document.adoptedStyleSheets[0] === sheet))
  const host = document.body.appendChild(document.createElement('section'))
  host.attachShadow({ mode: 'open' }).append('in shadow')
  say('shadow', host.shadowRoot.textContent)
  customElements.define('x-late', class extends HTMLElement {})
  history.pushState({ page: 2 }, '', '#two')
  say('history', history.state.page + location.hash)
  console.debug('quiet')
  addEventListener('error', (event) => say('error', event.message))
  setTimeout(() => { throw new Error('of the application') })
  const answer = fetch('/data').then((response) => response.text())
  const all = [input.value, typeof Promise.resolve().then]
  window.finished = answer.then((text) => { say('fetch', text); return new Promise((resolve) => setTimeout(resolve, 50)) })
    .then(() => { window.outcome = log.concat(all, form.outerHTML).join('|'); return window.outcome })`

/** Every own property of what a page shares, each with what it consists of. */
const globals = `
  (() => {
    const things = { window, document, history, console, navigator, customElements, localStorage: Storage.prototype }
    for (const name of ['Array', 'Object', 'Function', 'Promise', 'JSON', 'Date', 'Node', 'Element', 'HTMLElement', 'Document',
      'ShadowRoot', 'HTMLInputElement', 'HTMLTextAreaElement', 'HTMLSelectElement', 'HTMLOptionElement', 'CSSStyleSheet',
      'CSSStyleDeclaration', 'CSSGroupingRule', 'CSSMediaRule', 'History', 'EventTarget', 'XMLHttpRequest', 'Navigator',
      'WebSocket', 'EventSource', 'HTMLCanvasElement', 'FontFaceSet', 'CustomElementRegistry', 'MutationObserver']) {
      things[name] = window[name]
      if (window[name].prototype) things[name + '.prototype'] = window[name].prototype
    }
    const found = new Map()
    for (const [name, thing] of Object.entries(things)) {
      for (const key of Reflect.ownKeys(thing)) found.set(name + ' ' + String(key), Object.getOwnPropertyDescriptor(thing, key))
    }
    return found
  })()`

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'playhead-host-'))
  await buildScript(directory)
  const files: Record<string, string> = { '/data': 'data' }
  for (const name of await readdir(directory)) {
    files[`/api/replay/${name}`] = await readFile(join(directory, name), 'utf8')
  }
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST') {
      const chunks: Uint8Array[] = []
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      request.on('end', () => {
        bodies.push(new Uint8Array(Buffer.concat(chunks)))
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"stored"}')
      })
      return
    }
    const host = Object.entries(hosts).find(([name]) => name === searchParams.get('host'))?.[1]
    const isScript = pathname.endsWith('.js')
    response
      .writeHead(pathname === '/' || files[pathname] ? 200 : 404, {
        'content-type': isScript ? 'text/javascript' : 'text/html',
        'content-security-policy':
          "default-src 'self'; script-src 'nonce-n' 'strict-dynamic'; style-src 'nonce-n'; require-trusted-types-for 'script'; trusted-types 'none'",
      })
      .end(
        files[pathname] ??
          `<!doctype html><html><head><link rel=icon href=data:,></head><body><p>Words</p><script nonce="n">${host ?? ''}</script>` +
            '<script nonce="n" src="/api/replay/playhead.js"></script></body></html>',
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await new Promise((resolve) => server?.close(resolve))
  await rm(directory, { recursive: true, force: true })
})

async function open(host: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${origin}/?host=${encodeURIComponent(host)}`)
  return { page, complaints }
}

const runApplication = (page: Page): Promise<string> =>
  page.evaluate(`(async () => { ${application}; return finished })()`)

const untilRecording = (page: Page): Promise<void> =>
  page.evaluate(`new Promise((resolve) => {
    const check = () => { if (replay.getState().name === 'recording') resolve(null) }
    replay.subscribe(check)
    check()
  })`)

const received = (): Promise<Segment[]> => Promise.all(bodies.map((bytes) => decodeSegment(bytes)))

describe.each(Object.keys(hosts))('a host with %s', (host) => {
  it('comes to the same end with Playhead as without, and is recorded', async () => {
    const without = await open(host)
    const expected = await runApplication(without.page)
    await without.page.close()

    bodies.length = 0
    const { page, complaints } = await open(host)
    await page.evaluate(
      `window.failures = []; window.replay = Playhead.start({ endpoint: '/api/replay', onError: (error) => failures.push(String(error.cause ?? error)) }); null`,
    )
    await untilRecording(page)
    const outcome = await runApplication(page)
    await page.evaluate('replay.flush()')
    expect(outcome).toBe(expected)
    expect(complaints).toEqual(without.complaints)
    expect(await page.evaluate('failures')).toEqual([])
    const frames = (await received()).flatMap((segment) => segment.frames)
    expect(frames.map(({ type }) => type)).toEqual(expect.arrayContaining([4, 2, 3]))
    const sent = JSON.stringify(frames)
    expect(sent).toContain('"tagName":"section"')
    expect(sent).not.toMatch(/Words|typed by code|in shadow/)
    await page.close()
  })

  it('finds every global as it was, once Playhead has stopped', async () => {
    const { page } = await open(host)
    await page.evaluate(
      `window.before = null; window.replay = null; window.after = null; window.before = ${globals}; null`,
    )
    await page.evaluate(`window.replay = Playhead.start({ endpoint: '/api/replay' }); null`)
    await untilRecording(page)
    await page.evaluate('replay.stop()')
    const changed = await page.evaluate<string[]>(`
      (() => {
        const after = ${globals}
        const differs = (a, b) => !a || !b || ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'].some((key) => !Object.is(a[key], b[key]))
        return [...new Set([...before.keys(), ...after.keys()])].filter((name) =>
          !/^window (before|after|replay)$/.test(name) && differs(before.get(name), after.get(name)))
      })()`)
    expect(changed).toEqual([])
    await page.close()
  })
})
