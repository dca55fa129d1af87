import { sampleSegment, wideLimits } from '../store-contract/sample-segment.ts'
import { sqliteStore } from './sqlite.ts'

/* Started as processes of their own by `sqlite-file.test.ts`, which tells them when to begin. */
const [path = '', session] = process.argv.slice(2)
const store = sqliteStore({ path })

process.once('message', async () => {
  const segments = Array.from({ length: 20 }, (_, sequence) =>
    sampleSegment({ session: Number(session), sequence }),
  )
  const answers = await Promise.all(segments.map((segment) => store.append(segment, wideLimits)))
  await store.close()
  process.send?.(answers)
})
process.send?.('ready')
