import { createReplayServer, sqliteStore } from './index.ts'
import { serveHttp } from './serve-http.test-support.ts'

/* Started as a process of its own by `sigkill.test.ts`, which tells it the file and kills it. */
const [path = ''] = process.argv.slice(2)
const replay = createReplayServer({ store: sqliteStore({ path }), basePath: '/api/replay' })
const { origin } = await serveHttp(replay)
process.send?.(origin)
process.on('disconnect', () => process.exit())
