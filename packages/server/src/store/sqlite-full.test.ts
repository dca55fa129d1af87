import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { ReplayError } from '../replay-error.ts'
import { sampleSegment, sessionId, tabId, wideLimits } from '../store-contract/sample-segment.ts'
import type { ReplayStore } from './replay-store.ts'
import { sqliteStore } from './sqlite.ts'
import { useTemporaryFolder } from './temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()
const maxBytes = 200_000

it('keeps what it acknowledged, and only that, when there is no more room', async () => {
  const path = inFolder('full.db')
  const store = sqliteStore({ path, maxBytes })
  const segments = Array.from({ length: 60 }, (_, sequence) =>
    sampleSegment({ sequence, padding: 5_000 }),
  )
  const answers = await Promise.all(segments.map((segment) => settle(store, segment)))
  expect(new Set(answers)).toEqual(new Set(['stored', 'storage_full']))
  await store.close()
  expect(statSync(path).size).toBeLessThanOrEqual(maxBytes)

  const again = sqliteStore({ path, maxBytes })
  for (const [index, answer] of answers.entries()) {
    const held = await again.readSegment(sessionId(1), tabId(1), index)
    expect(held).toEqual(answer === 'stored' ? segments[index]?.bytes : null)
  }
  await again.close()
})

it('has room to erase when it has room for nothing else', async () => {
  const path = inFolder('reused.db')
  const store = sqliteStore({ path, maxBytes: 80_000 })
  await store.listSessions({ limit: 1, cursor: null })
  rememberErased(path, 105)
  // A page remembers about 110 erased sessions: one of these erasures takes a page more.
  for (let session = 1; session <= 10; session++) {
    let sequence = 0
    while ((await settle(store, sampleSegment({ session, sequence }))) === 'stored') sequence++
    expect(sequence).toBeGreaterThan(0)
    expect(await store.eraseSession(sessionId(session))).toMatchObject({ segments: sequence })
  }
  await store.close()
})

function rememberErased(path: string, count: number): void {
  const database = new DatabaseSync(path)
  const insert = database.prepare('INSERT INTO erased_sessions VALUES (?)')
  database.exec('BEGIN')
  for (let index = 0; index < count; index++) insert.run(sessionId(1_000 + index))
  database.exec('COMMIT')
  database.close()
}

async function settle(
  store: ReplayStore,
  segment: Parameters<ReplayStore['append']>[0],
): Promise<string> {
  try {
    return await store.append(segment, wideLimits)
  } catch (error) {
    if (error instanceof ReplayError) return error.code
    throw error
  }
}
