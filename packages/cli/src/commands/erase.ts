import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { closeBrokenErasures, eraseSessions, parseSelection } from '@playhead/server/operations'
import { storeOptions, withStore } from '../open-store.ts'
import { UsageError } from '../usage-error.ts'

export async function erase(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ...storeOptions,
      session: { type: 'string' },
      user: { type: 'string' },
      url: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      receipt: { type: 'string' },
    },
  })
  const { session, user, url, from, to, yes, 'dry-run': dryRun } = values
  if (dryRun === yes) {
    throw new UsageError('Say --dry-run to see what would go, or --yes to erase it for good.')
  }
  const selection = parseSelection({ session, user, url, from, to })
  const report = await withStore(values, async (store, actor) => {
    if (!dryRun) await closeBrokenErasures(store)
    return eraseSessions(store, selection, { actor, dryRun })
  })
  for (const { id, segments, bytes } of report.sessions) {
    console.log(`${dryRun ? 'would erase' : 'erased'} ${id}: ${segments} segments, ${bytes} bytes`)
  }
  for (const { id, hold } of report.held) console.log(`stays ${id}: under the legal hold ${hold}`)
  if (report.sessions.length + report.held.length === 0) console.log('Nothing fits.')
  if (!report.receipt) return
  const receipt = `${JSON.stringify(report.receipt, null, 2)}\n`
  if (values.receipt === undefined) console.log(receipt)
  else writeFileSync(values.receipt, receipt)
}
