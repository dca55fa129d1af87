import { parseArgs } from 'node:util'
import { storeOptions, withStore } from '../open-store.ts'

/** What pages did not mask and the server took out, the most frequent first. */
export async function listWarnings(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { ...storeOptions, session: { type: 'string' } } })
  await withStore(values, async (store) => {
    const warnings = await store.listWarnings(values.session ?? null)
    for (const { page, channel, detector, count, sessions, lastAt, lastSession } of warnings) {
      const found = [`count=${count}`, `sessions=${sessions}`, new Date(lastAt).toISOString()]
      console.log(
        [page ?? '(page not known)', channel, detector, ...found, lastSession ?? ''].join('  '),
      )
    }
  })
}
