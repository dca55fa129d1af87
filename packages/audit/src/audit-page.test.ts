import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findTestChromium } from './find-test-chromium.test-support.ts'
import { type AuditOptions, auditPage, type PageReport } from './index.ts'
import { type PageServer, type ServedPage, servePages } from './serve-pages.test-support.ts'

const own = (options: string): string =>
  `<script src="/app.js"></script><script>const replay = Playhead.start({ endpoint: '/api/replay', ${options} })</script>`

const pages: Record<string, ServedPage> = {
  '/clean': {
    html: `<title>Account of Ana</title><body class="page">
      <h1>Hello Ana</h1><p title="Ana">Balance <b>12.50</b></p>
      <form action="/save"><label>Name <input name="name" value="Ana"></label>
        <select name="plan"><option value="a">Basic</option></select>
        <input type="date" value="1990-05-17"><input type="file">
        <textarea name="note">Ring twice</textarea><input type="checkbox" value="yes"></form>
      <a href="/orders?of=ana">Orders</a><div contenteditable>Dear Ana</div>
      <svg><title>Ana</title><text>Ana</text></svg><iframe srcdoc="<p>Ana inside</p>"></iframe>`,
  },
  '/actions': {
    // As React writes a form whose action is a function, and as older pages write buttons.
    html: `<title>Shop</title><body>
      <form action="javascript:throw new Error('a')"><button formaction=" JavaScript:void(0)">Go</button></form>
      <form action="/save"></form><script>
      new MutationObserver((records) => {
        for (const { oldValue } of records) fetch('/changed?from=' + encodeURIComponent(oldValue))
      }).observe(document.body, { subtree: true, attributeOldValue: true, attributeFilter: ['action', 'formaction'] })
    </script>`,
  },
  '/safe': {
    html: `<title>Shop</title><body><p>Hidden</p>
      <main data-record-safe><h1 id="greeting">Hello Ana</h1>
        <p data-replay="mask">Ana's address</p><input id="city" value="Turin">
        <button aria-label="Buy now">Buy</button></main>
      <input id="nick" data-record-safe value="ana">`,
  },
  '/misuse': {
    html: `<title>Shop</title><body>
      <div data-record-safe="false" id="not-safe">Ana's orders</div>
      <main data-record-safe><p data-replay="masked" id="typo">Ana's mail</p></main>
      <p class="sentry-unmask" id="foreign">Ana</p>
      <section data-replay="mask"><i data-record-safe id="inside">Ana</i></section>
      <input type="password" data-record-safe id="secret">`,
  },
  '/own': {
    html: `<title>Shop</title><body><label>City <input id="city"></label>
      <input type="date" id="born"><input type="file" id="scan">
      <div class="open">Open to all</div>
      ${own(`sampling: { session: 0 }, consent: 'required', privacy: { safeSelector: '.open' }`)}
      <script>born.onchange = () => replay.track('born', { on: btoa('day:' + born.value) })
      scan.onchange = () => replay.track('scan', { of: btoa('scan:' + scan.files[0].name) })
      document.querySelector('#city').addEventListener('change', ({ target }) => {
        replay.track('city', { picked: btoa('city:' + target.value) })
        console.log('picked', target.value)
        fetch('/save', { method: 'POST', body: target.value })
        fetch('https://elsewhere.test/collect?city=' + target.value, { mode: 'no-cors' })
      })</script>`,
  },
  '/excluded': { html: `<body><p>Ana</p>${own(`privacy: { exclude: ['/excluded'] }`)}` },
  '/strict': {
    html: '<title>Strict</title><body><h1>Hello Ana</h1><p data-record-safe id="open">Open</p>',
    headers: {
      'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'",
    },
  },
  '/restless': {
    html: `<body><p>Ana</p><script>
      setInterval(() => fetch('/tick'), 50)
      setInterval(() => alert('Still there?'), 300)
      open('/clean')
      setTimeout(() => { location.href = '/clean' }, 7000)
      addEventListener('beforeunload', (event) => event.preventDefault())
    </script>`,
  },
  '/away': { html: `<body><script>location.href = 'http://localhost:1/'</script>` },
}

let browser: Browser
let server: PageServer

beforeAll(async () => {
  server = await servePages(pages)
  browser = await chromium.launch(findTestChromium())
}, 60_000)
afterAll(async () => {
  await browser?.close()
  server?.stop()
})

async function audit(
  path: string,
  options: AuditOptions = { recorder: 'injected' },
): Promise<PageReport> {
  const page = await browser.newPage()
  try {
    return await auditPage(page, server.origin + path, options)
  } finally {
    await page.close()
  }
}

const places = ({ leaks }: PageReport): string[] =>
  leaks.map(({ channel, selector }) => `${channel} ${selector ?? ''}`)

// Each case is a whole visit of a browser, on a machine that may be busy.
describe('auditPage', { timeout: 120_000 }, () => {
  it('finds nothing on a page without safe marks, in any of the channels', async () => {
    const report = await audit('/clean')
    expect(report).toMatchObject({ outcome: 'clean', recorder: 'injected', leaks: [], misuse: [] })
    const untried = report.coverage.filter(({ planted }) => planted === 0)
    expect(untried.map(({ channel }) => channel)).toEqual(['image-url'])
    expect(report.coverage.find(({ channel }) => channel === 'frame-text')?.planted).toBe(4)
  })

  it('says what a safe mark opens, where, and what stood there', async () => {
    const report = await audit('/safe')
    expect(report.outcome).toBe('leaks')
    expect(places(report)).toEqual(
      expect.arrayContaining([
        'text #greeting',
        'wording html > body > main > button',
        'text html > body > main > button',
        'field #nick',
      ]),
    )
    const greeting = report.leaks.find(({ selector }) => selector === '#greeting')
    expect(greeting).toMatchObject({ was: 'Hello Ana', safe: 'html > body > main' })
    expect(greeting?.advice).toContain('data-replay="mask" on #greeting')
    expect(JSON.stringify(report.leaks)).not.toMatch(/address|#city|Hidden/)
  })

  it('names markers that do not do what they seem to', async () => {
    const report = await audit('/misuse')
    expect(places(report)).toEqual(expect.arrayContaining(['text #not-safe', 'text #typo']))
    expect(report.misuse.map(({ selector }) => selector)).toEqual([
      '#not-safe',
      '#typo',
      '#foreign',
      '#inside',
      '#secret',
    ])
  })

  it('tries the recording of the page itself, though it was not drawn and waits for consent', async () => {
    server.requests.length = 0
    const report = await audit('/own', {})
    expect(report).toMatchObject({ outcome: 'leaks', recorder: 'own' })
    const byOption = report.leaks.find(({ channel }) => channel === 'text')
    expect(byOption).toMatchObject({ safe: null, was: 'Open to all' })
    const custom = report.leaks.find(({ encoding }) => encoding === 'base64')
    expect(custom).toMatchObject({
      channel: 'custom',
      source: 'field',
      selector: '#city',
      encoding: 'base64',
    })
    // So do a date and the name of a file.
    expect(places(report)).toEqual(expect.arrayContaining(['custom #born', 'custom #scan']))
    // What is entered is taken out of the console, where it stands as it was entered.
    expect(places(report)).not.toContain('console #city')
    expect(report.blocked).toEqual(['POST /save', 'elsewhere.test'])
    const asked = server.requests.map(({ line }) => line)
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([])
    expect(asked.filter((line) => line.includes('playhead-audit='))).toEqual([
      expect.stringMatching(/^GET \/own\?playhead-audit=zq/),
    ])
  })

  it('leaves forms and buttons alone whose address is code', async () => {
    const report = await audit('/actions')
    expect(report.outcome).toBe('clean')
    const changed = server.requests.flatMap(
      ({ line }) => /changed\?from=(\S*)/.exec(line)?.[1] ?? [],
    )
    expect(changed.map(decodeURIComponent)).toContain('/save')
    expect(changed.map(decodeURIComponent).filter((from) => /javascript/i.test(from))).toEqual([])
  })

  it('says of an excluded page that nothing is recorded', async () => {
    const report = await audit('/excluded', {})
    expect(report).toMatchObject({ outcome: 'not-recorded', recorder: 'own', leaks: [] })
    expect(report.reason).toContain('privacy.exclude')
  })

  it('works under a policy that lets nothing in, with Trusted Types', async () => {
    const report = await audit('/strict')
    expect(places(report)).toEqual(['text #open'])
  })

  it('takes a page that never rests, asks, opens others and wants to leave', async () => {
    expect(await audit('/restless')).toMatchObject({ outcome: 'clean' })
  })

  it.each([
    ['leads elsewhere', '/away', {}, /leads to another host/],
    [
      'has no recording of its own where that is asked for',
      '/clean',
      // Long enough for a busy machine to load it.
      { recorder: 'own', timeoutMs: 8_000 },
      /no Playhead/,
    ],
    [
      'never shows what is waited for',
      '/clean',
      { waitFor: '#never', timeoutMs: 3_000 },
      /Timeout/,
    ],
  ] as const)('fails a page that %s', async (_, path, options, reason) => {
    const report = await audit(path, options)
    expect(report).toMatchObject({ outcome: 'failed', leaks: [] })
    expect(report.reason).toMatch(reason)
  })

  it('lets through what is allowed, but never a canary to another host', async () => {
    const other = await servePages({ '/collect': { html: '' } })
    const host = new URL(other.origin).host
    const page = await browser.newPage()
    pages['/talks'] = {
      html: `<body><input id="city"><script>
        fetch('${other.origin}/collect?plain', { mode: 'no-cors' })
        city.addEventListener('change', () => {
          fetch('${other.origin}/collect', { mode: 'no-cors', method: 'POST', body: btoa(city.value) })
          fetch('/save', { method: 'POST', body: city.value })
        })</script>`,
    }
    server.requests.length = 0
    const options = { allowHosts: [host], allowWrites: true }
    const report = await auditPage(page, `${server.origin}/talks`, options)
    await page.close()
    other.stop()
    expect(other.requests.map(({ line }) => line)).toEqual(['GET /collect?plain'])
    expect(report.blocked).toEqual([`${host} (with a canary)`])
    expect(server.requests.filter(({ line }) => line === 'POST /save').length).toBeGreaterThan(0)
  })
})
