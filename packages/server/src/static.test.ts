import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore } from './index.ts'
import { failure, get, send } from './requests.test-support.ts'
import { readStaticFile } from './static-files.ts'
import { serveStatic } from './viewer/serve-static.ts'

const files: Record<string, Uint8Array<ArrayBuffer>> = {
  'viewer/index.html': encode('<script src="/__playhead_base__/viewer/assets/a.js"></script>'),
  'viewer/assets/a.js': encode('export const base = "/__playhead_base__" // '.padEnd(2_000, '.')),
  'viewer/assets/logo.png': encode('PNG /__playhead_base__'),
  'viewer/favicon.svg': encode('<svg/>'),
  'script/playhead.js': encode('const text = "/__playhead_base__"'.padEnd(2_000, '/')),
}

/** The handler's routes over the files above: what a build embeds, without the build. */
function serveFiles(assetOrigins: readonly string[] = []) {
  return serveStatic({
    basePath: '/api/replay',
    assetOrigins,
    readStaticFile: async (name) => files[name] ?? null,
  })
}

const asset = (name: string, headers: Record<string, string> = {}) =>
  serveFiles().asset(get(`/viewer/${name}`, headers), { '*': name })

describe('the viewer', () => {
  it('knows where it is mounted, in its page and its script, and nowhere else', async () => {
    const page = await serveFiles().page(get(''), {})
    expect(await page.text()).toBe('<script src="/api/replay/viewer/assets/a.js"></script>')
    expect(await (await asset('assets/a.js')).text()).toContain('base = "/api/replay"')
    expect(await (await asset('assets/logo.png')).text()).toBe('PNG /__playhead_base__')
  })

  it('is mounted below a share link as it is below the base path', async () => {
    const base = '/api/replay/share/a-token'
    const page = await serveFiles().pageAt(get('/share/a-token'), base)
    expect(await page.text()).toBe(`<script src="${base}/viewer/assets/a.js"></script>`)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const script = await serveFiles().assetAt(get('/share/a-token'), 'assets/a.js', base)
    expect(await script.text()).toContain(`base = "${base}"`)
  })

  it('is served under a policy that lets nothing recorded run or reach out', async () => {
    const page = await serveFiles().page(get(''), {})
    const policy = directives(page)
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'img-src': "'self' data: blob:",
      'frame-src': 'about:',
      'frame-ancestors': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
    })
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  it('loads what a page shows, and no script, from assetOrigins', async () => {
    const cdn = 'https://cdn.shop.example'
    const policy = directives(await serveFiles([cdn]).page(get(''), {}))
    for (const what of ['img-src', 'font-src', 'media-src', 'style-src']) {
      expect(policy[what]).toContain(cdn)
    }
    expect(JSON.stringify([policy['script-src'], policy['connect-src']])).not.toContain(cdn)
  })

  it('is kept for long where the name holds a hash of the content, and by nobody else', async () => {
    const named = await asset('assets/a.js')
    expect(named.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect((await asset('favicon.svg')).headers.get('cache-control')).toBe('private, no-cache')
  })

  it('has no file that it was not given', async () => {
    await expect(asset('assets/none.js')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('says what to do if it was not built', async () => {
    const none = serveStatic({ basePath: '', assetOrigins: [], readStaticFile: async () => null })
    await expect(none.page(get(''), {})).rejects.toMatchObject({
      code: 'static_file_missing',
      message: expect.stringContaining('npm run build'),
    })
    await expect(none.script('playhead.js')(get('/playhead.js'), {})).rejects.toMatchObject({
      code: 'static_file_missing',
    })
  })
})

describe('a file', () => {
  it('is compressed for those who take that', async () => {
    const plain = await asset('assets/a.js')
    const small = await asset('assets/a.js', { 'accept-encoding': 'br, gzip;q=0.8' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(small.headers.get('content-encoding')).toBe('gzip')
    expect(small.headers.get('vary')).toBe('accept-encoding')
    const [whole, packed] = await Promise.all([plain.arrayBuffer(), small.arrayBuffer()])
    expect(packed.byteLength).toBeLessThan(whole.byteLength)
    expect(gunzipSync(packed).equals(new Uint8Array(whole))).toBe(true)
  })

  it.each(['identity', 'br', 'gzip;q=0', 'deflate, gzip; q=0.0', 'xgzip', ''])(
    'is left plain for "%s"',
    async (accept) => {
      const response = await asset('assets/a.js', { 'accept-encoding': accept })
      expect(response.headers.get('content-encoding')).toBeNull()
    },
  )

  it('is left plain if it is compressed by nature', async () => {
    const response = await asset('assets/logo.png', { 'accept-encoding': 'gzip' })
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('content-type')).toBe('image/png')
  })

  it('is not sent again to those who have it', async () => {
    const etag = String((await asset('assets/a.js')).headers.get('etag'))
    for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`]) {
      const response = await asset('assets/a.js', { 'if-none-match': known })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(etag)
      expect(response.headers.get('cache-control')).toContain('immutable')
      expect(await response.text()).toBe('')
    }
    expect((await asset('assets/a.js', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('has another tag if it has other content', async () => {
    const tags = await Promise.all(
      ['assets/a.js', 'favicon.svg'].map(async (name) => (await asset(name)).headers.get('etag')),
    )
    expect(tags[0]).not.toBe(tags[1])
  })
})

it('a script may be loaded by any page, and is not changed', async () => {
  const response = await serveFiles().script('playhead.js')(get('/playhead.js'), {})
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'public, max-age=300',
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect(await response.text()).toContain('/__playhead_base__')
})

describe('through the handler', () => {
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    onError: () => undefined,
  })

  it.each([
    '/viewer/../script/playhead.js',
    '/viewer/%2e%2e/package.json',
    '/viewer/..%2f..%2fa',
    '/viewer/.env',
  ])('no way leads out of the viewer: %s', async (path) => {
    const response = await replay.handler(get(path))
    expect(await failure(response)).toEqual({ status: 404, code: 'not_found' })
  })

  it('HEAD of a page tells what GET would', async () => {
    const [read, asked] = [await replay.handler(get('')), await replay.handler(send('HEAD', ''))]
    expect(asked.status).toBe(read.status)
    expect([...asked.headers]).toEqual([...read.headers])
  })
})

it('a name that leads up or elsewhere is no file', async () => {
  for (const name of [
    'viewer/../package.json',
    'viewer/..',
    'server/index.js',
    '',
    'viewer/a\0b',
    'viewer//a',
  ]) {
    expect(await readStaticFile(name)).toBeNull()
  }
})

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function directives(response: Response): Record<string, string> {
  const policy = response.headers.get('content-security-policy') ?? ''
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const at = directive.indexOf(' ')
      return [directive.slice(0, at), directive.slice(at + 1)]
    }),
  )
}
