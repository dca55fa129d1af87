import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { DatabaseSync } from 'node:sqlite'
import { encodeSegment } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { sqliteStore } from './index.ts'
import { sampleDraft } from './requests.test-support.ts'
import { sessionId, tabId } from './store-contract/sample-segment.ts'
import { useTemporaryFolder } from './store/temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()
const program = new URL('./serve-until-killed.test-support.ts', import.meta.url)

let child: ChildProcess | null = null
afterEach(() => void child?.kill('SIGKILL'))

/** How many segments are acknowledged before each kill: the kills come at different moments. */
const killsAfter = [1, 20, 40]
const visitors = 8

interface Sent {
  visitor: number
  sequence: number
  bytes: Uint8Array<ArrayBuffer>
}

it('a server killed in the middle of a load has lost no segment that it acknowledged', async () => {
  const path = inFolder('replay.db')
  const acknowledged: Sent[] = []
  const next = Array.from({ length: visitors }, () => 0)

  for (const killAfter of killsAfter) {
    const origin = await start(path)
    const enough = acknowledged.length + killAfter
    const underWay = next.map(async (_, visitor) => {
      for (;;) {
        const sequence = next[visitor] ?? 0
        next[visitor] = sequence + 1
        const bytes = await segmentOf(visitor, sequence)
        if (!(await isAcknowledged(origin, bytes))) return
        acknowledged.push({ visitor, sequence, bytes })
        if (acknowledged.length === enough) child?.kill('SIGKILL')
      }
    })
    await Promise.all(underWay)
    expect(acknowledged.length).toBeGreaterThanOrEqual(enough)
    expect(integrityOf(path)).toBe('ok')
    await expectAllKept(path, acknowledged)
  }
}, 60_000)

async function start(path: string): Promise<string> {
  child = fork(program, [path], { execArgv: ['--conditions=@playhead/source'] })
  const [origin]: unknown[] = await once(child, 'message')
  return String(origin)
}

/** False once the server is gone. Whatever else it answers fails the test. */
async function isAcknowledged(origin: string, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const headers = { 'content-type': 'text/plain' }
  let response: Response
  try {
    response = await fetch(`${origin}/api/replay/segments`, { method: 'POST', headers, body })
  } catch {
    return false
  }
  expect(response.status).toBe(202)
  // Read, so that the connection is free again; whether it still arrives changes nothing.
  await response.arrayBuffer().catch(() => undefined)
  return true
}

/** Written as the server writes it, so that what it keeps is what it was sent. */
async function segmentOf(visitor: number, sequence: number): Promise<Uint8Array<ArrayBuffer>> {
  const padding = Array.from(
    { length: 900 },
    (_, at) => (at * 7919 + sequence * 31 + visitor) % 977,
  )
  const { bytes } = await encodeSegment({
    ...sampleDraft,
    session: sessionId(visitor),
    tab: tabId(visitor),
    sequence,
    previous: sequence === 0 ? null : sequence,
    frames: [JSON.stringify({ type: 5, timestamp: sampleDraft.startedAt, data: { padding } })],
  })
  return bytes
}

/** Opening the file replays its log, as the next start of the server does. */
function integrityOf(path: string): unknown {
  const database = new DatabaseSync(path)
  const result = database.prepare('PRAGMA integrity_check').get()
  database.close()
  return result?.['integrity_check']
}

async function expectAllKept(path: string, acknowledged: readonly Sent[]): Promise<void> {
  const store = sqliteStore({ path })
  for (const { visitor, sequence, bytes } of acknowledged) {
    const kept = await store.readSegment(sessionId(visitor), tabId(visitor), sequence)
    expect(kept && Buffer.from(kept).equals(bytes)).toBe(true)
  }
  const { sessions } = await store.listSessions({ limit: 50, cursor: null })
  const counted = sessions.reduce((sum, { segments }) => sum + segments, 0)
  expect(counted).toBeGreaterThanOrEqual(acknowledged.length)
  await store.close()
}
