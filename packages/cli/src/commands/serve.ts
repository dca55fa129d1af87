import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { allowLoopback, createReplayServer } from '@playhead/server'
import { openStore, storeOptions } from '../open-store.ts'
import { readRetention } from '../read-retention.ts'
import { answerWith } from '../answer-with.ts'
import { UsageError } from '../usage-error.ts'

/** Ingest and viewer on this machine's own address, for this machine only. */
export async function serve(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ...storeOptions,
      port: { type: 'string', default: '4180' },
      retention: { type: 'string' },
    },
  })
  if (!/^\d{1,5}$/.test(values.port)) throw new UsageError('--port is a number.')
  const replay = createReplayServer({
    store: openStore(values),
    basePath: '/',
    authorize: allowLoopback,
    // Its settings are not those of the application's own server.
    service: 'playhead serve',
    ...(values.retention === undefined ? {} : { retention: readRetention(values.retention) }),
  })
  const server = createServer(answerWith(replay.handler))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(values.port), '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : values.port
  console.log(`Playhead listens at http://127.0.0.1:${port}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
      void replay.close()
    })
  }
}
