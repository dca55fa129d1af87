import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decodeSegment, encodeSegmentNow } from '@playhead/protocol'
import { afterEach, expect, it, vi } from 'vitest'
import { type AuditEntry, createReplayServer, type ReplayStore, sqliteStore } from './index.ts'
import { sampleDraft } from './requests.test-support.ts'
import { serveHttp } from './serve-http.test-support.ts'
import { useTemporaryFolder } from './store/temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()
const { session, tab, startedAt, endedAt } = sampleDraft

/** Addresses and cookies as proxies and browsers send them, each another. */
const personal = {
  'x-forwarded-for': '203.0.113.9, 10.1.2.3',
  'x-real-ip': '203.0.113.10',
  forwarded: 'for="[2001:db8:cafe::17]:4711";proto=https;by=203.0.113.11',
  'cf-connecting-ip': '203.0.113.12',
  'true-client-ip': '203.0.113.13',
  'x-client-ip': '203.0.113.14',
  cookie: 'sid=visitor-17',
  referer: 'https://shop.example/reset?token=visitor-18',
}
const traces = ['203.0.113.', '10.1.2.3', '2001:db8', 'visitor-1', '127.0.0.1']
const headers = { ...personal, 'user-agent': 'Browser of Ana' }

afterEach(() => void vi.restoreAllMocks())

/** Which of the traces a text or a file holds, as they are and in base64. */
function findTraces(bytes: string | Uint8Array): string[] {
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')
  const coded = (trace: string): string => Buffer.from(trace).toString('base64').slice(0, -4)
  return traces.filter(
    (trace) => text.includes(trace) || (trace.length > 8 && text.includes(coded(trace))),
  )
}

function onDisk(folder: string): [string, string[]][] {
  return readdirSync(folder).map((name) => [name, findTraces(readFileSync(join(folder, name)))])
}

/** Everything that the store holds of the session and of what was done to it, opened. */
async function inStore(store: ReplayStore): Promise<string> {
  const all = { limit: 50, cursor: null }
  const bytes = await store.readSegment(session, tab, 0)
  return JSON.stringify([
    await store.listSessions(all),
    await store.readSession(session),
    await store.readTimeline(session),
    bytes && (await decodeSegment(bytes)),
    await store.listAnnotations(session),
    await store.listShares(null),
    await store.listWarnings(null),
    await store.listHolds(),
    await store.listReceipts(all),
    await store.readAudit({ limit: 200, before: null }),
  ])
}

it('keeps no address and no cookie of anybody, from the first segment to the erasure', async () => {
  const written: string[] = []
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  }
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => void written.push(args.join(' ')))
  }
  const told: AuditEntry[] = []
  const store = sqliteStore({ path: inFolder('replay.db') })
  const replay = createReplayServer({
    store,
    basePath: '/api/replay',
    publicOrigin: 'https://shop.example',
    onAudit: (entry) => void told.push(entry),
    authorize(request) {
      if (new URL(request.url).pathname.endsWith('/api/storage')) throw new Error('No such table.')
      return {
        actor: 'eve',
        can: ['list', 'watch', 'annotate', 'share', 'export', 'erase', 'configure'],
      }
    },
  })
  const { server, origin } = await serveHttp(replay)
  const answers: string[] = []
  async function ask(
    method: string,
    path: string,
    body: unknown = null,
    type = 'application/json',
  ) {
    const text = body === null || body instanceof Uint8Array ? body : JSON.stringify(body)
    const fields = {
      ...headers,
      host: 'shop.example',
      ...(body !== null && { 'content-type': type }),
    }
    const url = path.startsWith('http') ? path : `${origin}/api/replay${path}`
    const response = await fetch(url, { method, headers: fields, body: text, redirect: 'manual' })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isArchive = response.headers.get('content-type')?.includes('gzip')
    const shown = Buffer.from(isArchive ? gunzipSync(bytes) : bytes).toString('latin1')
    answers.push(`${[...response.headers].join('\n')}\n${shown}`)
    expect(response.headers.getSetCookie()).toEqual([])
    return { status: response.status, text: shown }
  }

  try {
    const sent = encodeSegmentNow(sampleDraft).bytes
    expect((await ask('POST', '/segments', sent, 'text/plain')).status).toBe(202)
    const place = `/api/sessions/${session}`
    for (const part of ['', '/timeline', `/segments/${tab}/0`]) {
      expect((await ask('GET', place + part)).status).toBe(200)
    }
    expect(
      (await ask('POST', `${place}/annotations`, { at: startedAt, text: 'here' })).status,
    ).toBe(201)
    const range = { from: startedAt, to: endedAt }
    const { url } = JSON.parse((await ask('POST', '/api/shares', { session, ...range })).text)
    const link = String(url).replace('https://shop.example', origin)
    expect((await ask('GET', link)).status).toBe(303)
    expect((await ask('GET', `${link}${place}/timeline`)).status).toBe(200)
    expect((await ask('GET', `/api/export?session=${session}`)).status).toBe(200)
    expect((await ask('GET', '/api/sessions?limit=x')).status).toBe(400)
    expect((await ask('GET', '/api/storage')).status).toBe(500)
    expect((await ask('GET', '/share/wrong')).status).toBe(404)
    const before = await inStore(store)
    expect(before).toContain('Browser of Ana')
    expect(findTraces(before)).toEqual([])
    const files = onDisk(inFolder(''))
    expect(files.map(([name]) => name)).toContain('replay.db-wal')
    expect(files.flatMap(([, found]) => found)).toEqual([])
    expect((await ask('DELETE', place)).status).toBe(200)
    expect(findTraces(await inStore(store))).toEqual([])
    expect(onDisk(inFolder('')).flatMap(([, found]) => found)).toEqual([])
  } finally {
    server.close()
    server.closeAllConnections()
    await replay.close()
  }
  expect(told.map(({ action }) => action)).toContain('erase')
  expect(written.join('\n')).toContain('authorize() threw')
  expect(findTraces([...written, ...answers, JSON.stringify(told)].join('\n'))).toEqual([])
})

it('finds a trace where there is one', () => {
  const planted = [...traces, Buffer.from('of 203.0.113.77').toString()]
  for (const trace of planted) expect(findTraces(`a ${trace} b`)).not.toEqual([])
  expect(findTraces(Buffer.from(Buffer.from('203.0.113.9').toString('base64')))).toEqual([
    '203.0.113.',
  ])
})
