import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReplayError } from '../replay-error.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'

let database: DatabaseSync
let executed: string[]
let commit: GroupCommit

beforeEach(() => {
  database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE kept (number INTEGER PRIMARY KEY)')
  executed = []
  commit = createGroupCommit({
    exec(sql) {
      executed.push(sql)
      database.exec(sql)
    },
  })
})
afterEach(() => database.close())

const keep = (number: number) => commit(() => void insert(number))
const insert = (number: number) => database.prepare('INSERT INTO kept VALUES (?)').run(number)
const kept = () =>
  database
    .prepare('SELECT number FROM kept ORDER BY number')
    .all()
    .map(({ number }) => number)

describe('writes of one turn', () => {
  it('share one transaction', async () => {
    await Promise.all([1, 2, 3].map(keep))
    expect(kept()).toEqual([1, 2, 3])
    expect(executed).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
  })

  it('do not keep the event loop: many are split', async () => {
    await Promise.all(Array.from({ length: 130 }, (_, number) => keep(number)))
    expect(kept()).toHaveLength(130)
    expect(executed.filter((sql) => sql === 'COMMIT')).toHaveLength(3)
  })

  it('stand when one of them is refused', async () => {
    const refused = commit(() => {
      throw new ReplayError('session_full', 'full')
    })
    const results = await Promise.allSettled([keep(1), refused, keep(2)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(kept()).toEqual([1, 2])
    expect(executed).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
  })

  it('stand when one of them fails half way, and nothing of that one does', async () => {
    const broken = commit(() => {
      insert(7)
      insert(7)
    })
    const results = await Promise.allSettled([keep(1), broken, keep(2)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(kept()).toEqual([1, 2])
  })

  it('are all refused when the commit itself fails', async () => {
    database.exec(`
      PRAGMA foreign_keys = ON;
      CREATE TABLE child (of INTEGER REFERENCES kept DEFERRABLE INITIALLY DEFERRED)`)
    const orphan = () => commit(() => void database.exec('INSERT INTO child VALUES (99)'))
    const results = await Promise.allSettled([orphan(), keep(1)])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(database.prepare('SELECT count(*) AS n FROM child').get()).toEqual({ n: 0 })
  })

  it('wait for a lock once, not once each', async () => {
    executed = []
    const locked = createGroupCommit({
      exec(sql) {
        executed.push(sql)
        throw new Error('database is locked')
      },
    })
    const results = await Promise.allSettled([1, 2, 3].map((n) => locked(() => void insert(n))))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(executed).toEqual(['BEGIN IMMEDIATE'])
    expect(kept()).toEqual([])
  })
})

it('nothing is written when what must be on disk first cannot be', async () => {
  const full = createGroupCommit(database, {
    beforeCommit() {
      throw new Error('no space left')
    },
  })
  await expect(full(() => void insert(1))).rejects.toThrow('no space left')
  expect(kept()).toEqual([])
})
