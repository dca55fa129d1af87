import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { existsSync } from 'node:fs'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildModules } from '../build-modules.ts'
import { launchChromium } from '../testing/launch-chromium.ts'

/** What npm users import, as it is published, and bundled once more as applications do. */
let browser: Browser
let server: Server
let origin = ''
let directory = ''
const files = new Map<string, string>()
let requested: string[] = []

const application = `import { getReplay, PlayheadError, start } from './index.js'
const errors = []
self.replay = start({ endpoint: '/api/replay', onError: (error) => errors.push(error) })
self.isOne = () => getReplay() === self.replay
self.isKnown = () => errors.length > 0 && errors.every((error) => error instanceof PlayheadError)
`

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'playhead-modules-'))
  await buildModules(directory)
  const entry = { contents: application, resolveDir: directory }
  const { outputFiles } = await build({
    stdin: entry,
    entryNames: 'entry',
    outdir: '/esbuild',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  for (const { path, text } of outputFiles) files.set(path, text)
  const rolled = await rollup({
    input: 'entry',
    plugins: [
      {
        name: 'application',
        resolveId: (id) => (id === 'entry' ? join(directory, 'entry') : null),
        load: (id) => (id === join(directory, 'entry') ? entry.contents : null),
      },
    ],
  })
  const { output } = await rolled.generate({ entryFileNames: 'entry.js' })
  await rolled.close()
  for (const chunk of output) {
    if (chunk.type === 'chunk') files.set(`/rollup/${chunk.fileName}`, chunk.code)
  }
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST') {
      request.resume().on('end', () => {
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"stored"}')
      })
      return
    }
    const file = files.get(pathname)
    if (file !== undefined) requested.push(pathname)
    response
      .writeHead(200, { 'content-type': file === undefined ? 'text/html' : 'text/javascript' })
      .end(
        file ??
          `<!doctype html><p>Shop</p><script type="module" src="${pathname}/entry.js"></script>`,
      )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  await new Promise((done) => server?.close(done))
  await rm(directory, { recursive: true, force: true })
})

describe('the modules on npm', () => {
  it.each(['esbuild', 'rollup'])(
    'record in an application that %s has bundled, from few files, with one state and one class of errors',
    async (bundler) => {
      requested = []
      const page = await browser.newPage()
      await page.goto(`${origin}/${bundler}`)
      const state = (): Promise<unknown> => page.evaluate('self.replay?.getState().name')
      await expect.poll(state, { timeout: 10_000 }).toBe('recording')
      expect(requested.length).toBeLessThanOrEqual(4)
      const sizes = requested.map((path) => gzipSync(files.get(path) ?? '', { level: 9 }).length)
      const loaded = sizes.reduce((sum, bytes) => sum + bytes, 0)
      // rollup has made nothing smaller.
      if (bundler === 'esbuild') expect(loaded).toBeLessThanOrEqual(47_300)
      expect(await page.evaluate('self.isOne()')).toBe(true)
      await page.evaluate(`self.replay.link({}), self.replay.track(Symbol('x'))`)
      expect(await page.evaluate('self.isKnown()')).toBe(true)
      // A part that is loaded later.
      await page.evaluate(`console.log('for nora@shop.example'), self.replay.flush()`)
      expect(requested.length).toBeGreaterThan(1)
      expect(await page.evaluate('self.replay.getState().name')).toBe('recording')
      await page.close()
    },
  )

  it('can be imported where there is no page, each entry with the same class of errors', async () => {
    const load = (name: string): Promise<Record<string, unknown>> =>
      import(/* @vite-ignore */ pathToFileURL(join(directory, `${name}.js`)).href)
    const { start, PlayheadConfigError } = await load('index')
    const { policyHash } = await load('policy')
    if (typeof start !== 'function' || typeof policyHash !== 'function') throw new Error('Missing.')
    if (typeof PlayheadConfigError !== 'function') throw new Error('Missing.')
    expect(start({ endpoint: '/api/replay' }).getState()).toMatchObject({ name: 'stopped' })
    expect(policyHash()).toMatch(/^[0-9a-f]{16}$/)
    expect(() => policyHash({ detectors: [{ name: '', pattern: /x/g }] })).toThrow(
      expect.objectContaining({ constructor: PlayheadConfigError }),
    )
  })

  it('leave out of an application what it does not import', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { markers } from './index.js'`, resolveDir: directory },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    })
    expect(outputFiles[0]?.text.length).toBeLessThan(1_500)
  })

  it('have source maps that lead to the source that is published', async () => {
    for (const name of ['index', 'recorder', 'frame-recorder']) {
      const map: unknown = JSON.parse(await readFile(join(directory, `${name}.js.map`), 'utf8'))
      expect(map).toMatchObject({ version: 3, file: `${name}.js` })
      const { sources } = map as { sources: string[] }
      expect(sources.length).toBeGreaterThan(3)
      const missing = sources.filter((source) => !existsSync(resolve(directory, source)))
      expect(missing).toEqual([])
    }
  })
})
