import { DatabaseSync } from 'node:sqlite'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AuditEntry } from '../audit/audit.ts'
import { sessionId } from '../store-contract/sample-segment.ts'
import { sqliteStore } from './sqlite.ts'
import { useTemporaryFolder } from './temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()

const entry = (number: number): AuditEntry => ({
  at: 1_000 + number,
  actor: `actor-of-${number}`,
  action: 'watch',
  sessions: [sessionId(number)],
})

async function writeLog(entries: number): Promise<string> {
  const path = inFolder(`${randomUUID()}.db`)
  const store = sqliteStore({ path })
  for (let number = 1; number <= entries; number++) await store.appendAudit(entry(number))
  await store.close()
  return path
}

async function verify(path: string) {
  const store = sqliteStore({ path })
  const result = await store.verifyAudit()
  await store.close()
  return result
}

/** As somebody with the file and without its key could. */
function tamper(path: string, ...statements: string[]): void {
  const database = new DatabaseSync(path)
  database.exec('DROP TRIGGER audit_takes_no_update; DROP TRIGGER audit_takes_no_delete')
  for (const statement of statements) database.exec(statement)
  database.close()
}

it('is intact as it was written, over a reopening too', async () => {
  const path = await writeLog(3)
  const { head, ...rest } = await verify(path)
  expect(rest).toEqual({ entries: 3, isIntact: true, problem: null })
  expect(head).toEqual({ number: 3, hash: expect.stringMatching(/^[\w-]{43}$/) })
})

it.each(['UPDATE audit SET number = 9 WHERE number = 1', 'DELETE FROM audit'])(
  'refuses %s',
  async (statement) => {
    const database = new DatabaseSync(await writeLog(1))
    expect(() => database.exec(statement)).toThrow('append-only')
    database.close()
  },
)

it('shows nobody who reads the file who did what', async () => {
  const path = await writeLog(1)
  const database = new DatabaseSync(path)
  const bytes = Buffer.from(JSON.stringify(database.prepare('SELECT * FROM audit').all()))
  database.close()
  expect(bytes.toString()).not.toContain('actor-of-1')
})

it('tells where it was changed, shortened or put in another order, wherever that is', async () => {
  const count = 8
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: count }),
      fc.integer({ min: 1, max: count }),
      fc.constantFrom('change', 'hash', 'delete', 'swap', 'copy'),
      async (one, other, how) => {
        fc.pre(one !== other)
        const path = await writeLog(count)
        const statements = {
          change: [`UPDATE audit SET sealed = zeroblob(length(sealed)) WHERE number = ${one}`],
          hash: [
            `UPDATE audit SET hash = 'x' || substr(hash, 2) WHERE number = ${one}`,
            `UPDATE audit SET hash = '' WHERE number = ${one}`,
          ],
          delete: [`DELETE FROM audit WHERE number = ${one}`],
          swap: [
            `CREATE TEMP TABLE t AS SELECT * FROM audit`,
            `UPDATE audit SET hash = (SELECT hash FROM t WHERE t.number = ${other}), sealed = (SELECT sealed FROM t WHERE t.number = ${other}) WHERE number = ${one}`,
            `UPDATE audit SET hash = (SELECT hash FROM t WHERE t.number = ${one}), sealed = (SELECT sealed FROM t WHERE t.number = ${one}) WHERE number = ${other}`,
          ],
          copy: [
            `UPDATE audit SET sealed = (SELECT sealed FROM audit b WHERE b.number = ${other}) WHERE number = ${one}`,
          ],
        }[how]
        tamper(path, ...statements)
        const { isIntact, problem } = await verify(path)
        expect(isIntact).toBe(false)
        expect(problem?.number).toBe(how === 'swap' ? Math.min(one, other) : one)
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

it('tells that its end is missing, also once entries have followed', async () => {
  const path = await writeLog(4)
  tamper(path, 'DELETE FROM audit WHERE number > 2')
  expect(await verify(path)).toMatchObject({
    isIntact: false,
    entries: 2,
    problem: { number: 3 },
  })
  const store = sqliteStore({ path })
  await store.appendAudit(entry(5))
  await store.close()
  expect(await verify(path)).toMatchObject({ isIntact: false, problem: { number: 3 } })
})
