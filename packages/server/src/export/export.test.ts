import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { type AuditEntry, createReplayServer, memoryStore } from '../index.ts'
import { failure, get } from '../requests.test-support.ts'
import {
  click,
  identify,
  sampleSegment,
  sessionId,
  tabId,
  visit,
  wideLimits,
} from '../store-contract/sample-segment.ts'
import { useTemporaryFolder } from '../store/temporary-folder.test-support.ts'
import { exportSessions } from './export-sessions.ts'
import { toOfflinePage } from './offline-page.ts'

const inFolder = useTemporaryFolder()
const timeline = [visit(1_000, '/a b'), identify(1_100, 'ana'), click(1_200)]

const note = { id: 'n1', session: sessionId(1), at: 1_100, text: 'here', by: 'bea', createdAt: 5 }
const found = { page: '/pay', channel: 'text', detector: 'card', count: 1 }
const warning = { ...found, sessions: 1, lastAt: 1_100, lastSession: null }

async function filledStore() {
  const store = memoryStore()
  for (const sequence of [0, 1]) {
    await store.append(sampleSegment({ sequence, timeline, padding: 700 * sequence }), wideLimits)
  }
  await store.append(sampleSegment({ session: 2 }), wideLimits)
  return store
}

/** Unpacked by the system's own tar. */
function unpack(name: string, archive: Uint8Array): Map<string, Buffer> {
  const folder = inFolder(name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.tar.gz'), archive)
  const { status, stderr } = spawnSync('tar', ['-xzf', 'a.tar.gz'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const top = join(folder, 'playhead-export')
  return new Map(
    readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(top.length + 1), readFileSync(path)]),
  )
}

it('holds all of a user, readable by people and by programs', async () => {
  const store = await filledStore()
  const audited: AuditEntry[] = []
  const archive = await exportSessions(
    store,
    { by: 'user', user: 'ana' },
    {
      actor: 'eve',
      audit: (entry) => void audited.push(entry),
      readStaticFile: async (name) => Buffer.from(`/* ${name} */`),
    },
  )
  const files = unpack('user', await buffer(archive))
  const place = `sessions/${sessionId(1)}`
  expect([...files.keys()].sort()).toEqual(
    [
      'README.txt',
      'export.json',
      `${place}/frames/${tabId(1)}-0.json`,
      `${place}/frames/${tabId(1)}-1.json`,
      `${place}/replay.html`,
      `${place}/segments/${tabId(1)}-0.segment`,
      `${place}/segments/${tabId(1)}-1.segment`,
      `${place}/session.json`,
      `${place}/timeline.json`,
      `${place}/timeline.txt`,
    ].sort(),
  )
  expect(files.get(`${place}/segments/${tabId(1)}-1.segment`)).toEqual(
    Buffer.from((await store.readSegment(sessionId(1), tabId(1), 1)) ?? []),
  )
  expect(JSON.parse(String(files.get(`${place}/timeline.json`)))).toEqual(
    await store.readTimeline(sessionId(1)),
  )
  expect(String(files.get(`${place}/timeline.txt`)).split('\n')[0]).toBe(
    '1970-01-01T00:00:01.000Z  tab 0000  navigation      kind=load  to="/a b"',
  )
  expect(audited).toMatchObject([{ action: 'export', actor: 'eve', sessions: [sessionId(1)] }])
})

it('holds the notes on a session and the warnings of it, also for the page that plays it, and is in the log', async () => {
  const store = await filledStore()
  await store.addAnnotation(note)
  await store.append(sampleSegment({ sequence: 2, findings: [found] }), wideLimits)
  const by = { by: 'session', session: sessionId(1) } as const
  const readStaticFile = async () => Buffer.from('a file')
  const archive = await exportSessions(store, by, { actor: 'eve', readStaticFile })
  const files = unpack('notes', await buffer(archive))
  const notes = String(files.get(`sessions/${sessionId(1)}/annotations.json`))
  expect(JSON.parse(notes)).toEqual([note])
  const place = `sessions/${sessionId(1)}`
  const warnings = JSON.parse(String(files.get(`${place}/warnings.json`)))
  expect(warnings).toMatchObject([found])
  const offline = String(files.get(`${place}/replay.html`))
  const [, embedded = ''] = /id="recording">(.*)<\/script>/.exec(offline) ?? []
  expect(JSON.parse(embedded)).toMatchObject({ annotations: [note], warnings })
  expect(await store.readAudit({ limit: 9, before: null })).toMatchObject([
    { action: 'export', actor: 'eve', subject: [sessionId(1)] },
  ])
})

it('is served to those who may export, and to no other', async () => {
  const store = await filledStore()
  const serve = (can: readonly ('watch' | 'export')[]) =>
    createReplayServer({ store, basePath: '/api/replay', authorize: () => ({ actor: 'eve', can }) })
  const path = `/api/export?session=${sessionId(1)}`
  const response = await serve(['export']).handler(get(path))
  expect(response.headers.get('content-disposition')).toContain('attachment')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  const files = unpack('served', new Uint8Array(await response.arrayBuffer()))
  expect(files.has(`sessions/${sessionId(1)}/timeline.json`)).toBe(true)
  expect((await serve(['watch']).handler(get(path))).status).toBe(403)
  const nobody = await serve(['export']).handler(get('/api/export?user=nobody'))
  expect(await failure(nobody)).toEqual({ status: 404, code: 'not_found' })
  const all = await serve(['export']).handler(get('/api/export?from=0&to=9999999999999'))
  expect(await failure(all)).toEqual({ status: 400, code: 'invalid_parameter' })
})

it('nothing recorded ends the elements of the offline page', async () => {
  const store = await filledStore()
  const stored = await store.readSession(sessionId(1))
  if (!stored) throw new Error('There is no session.')
  const evil = '</script><script>alert(1)</script><!--'
  const page = toOfflinePage(
    { script: 'run("</script>")', style: 'a{}' },
    {
      manifest: { session: { ...stored.session, user: evil }, tabs: [] },
      timeline: { events: [{ ...visit(1, evil), tab: tabId(1) }] },
      annotations: [{ ...note, text: evil }],
      warnings: [{ ...warning, page: evil }],
      segments: {},
    },
  )
  expect(page.match(/<script/g)).toHaveLength(2)
  expect(page.match(/<\/script/g)).toHaveLength(2)
  expect(page).not.toContain('<!--')
})
