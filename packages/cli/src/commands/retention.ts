import { parseArgs } from 'node:util'
import { closeBrokenErasures, parseRetention, sweep } from '@playhead/server/operations'
import { storeOptions, withStore } from '../open-store.ts'
import { readRetention } from '../read-retention.ts'
import { UsageError } from '../usage-error.ts'

/** Sweeps until nothing is left to go. */
export async function sweepRetention(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...storeOptions, config: { type: 'string' } },
  })
  if (positionals.join(' ') !== 'sweep') throw new UsageError('Say `retention sweep`.')
  if (values.config === undefined) throw new UsageError('Name the retention with --config.')
  const retention = parseRetention(readRetention(values.config))
  await withStore(values, async (store) => {
    await closeBrokenErasures(store)
    let from: string | null = null
    for (;;) {
      const result = await sweep(store, retention, { from })
      for (const { id } of result.expired) console.log(`erased ${id}: as old as it may be`)
      for (const { id } of result.evicted) console.log(`erased ${id}: to make room`)
      from = result.next
      if (from === null && result.expired.length + result.evicted.length === 0) return
    }
  })
}
