import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/*
 * Started as a process of its own by `broken-erasure.test.ts`: erases by user or by age, and dies with
 * the sync of a key's overwriting, before a row of that session goes. Until then it syncs nothing else so.
 */
const [path = '', how = '', at = ''] = process.argv.slice(2)
const { fdatasyncSync } = fs
let destroyed = 0
Object.assign(fs, {
  fdatasyncSync(file: number) {
    fdatasyncSync(file)
    if (++destroyed === Number(at)) process.kill(process.pid, 'SIGKILL')
  },
})
syncBuiltinESMExports()

const { sqliteStore } = await import('../index.ts')
const { eraseSessions, parseRetention, sweep } = await import('../operations.ts')
const store = sqliteStore({ path })
await (how === 'user'
  ? eraseSessions(store, { by: 'user', user: 'ana' }, { actor: 'eve', dryRun: false })
  : sweep(store, parseRetention({ default: '14d' })))
