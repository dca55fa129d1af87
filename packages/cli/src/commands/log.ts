import { parseArgs } from 'node:util'
import type { AuditPage, AuditRecord } from '@playhead/protocol'
import { findEntries, parseAuditFilter, toAuditTest } from '@playhead/server/operations'
import { storeOptions, withStore } from '../open-store.ts'
import { UsageError } from '../usage-error.ts'

const pageOfEntries = 200

/**
 * `log` writes the audit log, the newest entry first, all of it or what fits; `log verify` says whether it
 * is as it was written.
 */
export async function auditLog(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...storeOptions,
      head: { type: 'string' },
      who: { type: 'string' },
      action: { type: 'string' },
      session: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
  })
  const [what, ...rest] = positionals
  if (rest.length > 0 || (what !== undefined && what !== 'verify')) {
    throw new UsageError('Say `log` or `log verify`.')
  }
  if (what === 'verify') return withStore(values, (store) => verify(store, values.head))
  const { who: actor, action, session, from, to } = values
  const fits = toAuditTest(parseAuditFilter({ actor, action, session, from, to }))
  await withStore(values, async (store) => {
    let before: number | null = null
    do {
      const page: AuditPage = await findEntries(store, { limit: pageOfEntries, before, fits })
      for (const entry of page.entries) console.log(toLine(entry))
      before = page.nextCursor === null ? null : Number(page.nextCursor)
    } while (before !== null)
  })
}

type Store = Parameters<Parameters<typeof withStore>[1]>[0]

/** @param head `number:hash` as noted before: what a log that was cut shorter, or made anew, lacks. */
async function verify(store: Store, head: string | undefined): Promise<void> {
  const { entries, isIntact, problem, head: last } = await store.verifyAudit()
  if (!isIntact) {
    throw new Error(`The audit log was changed: ${problem?.what ?? ''} ${entries} entries hold.`)
  }
  if (head !== undefined) await checkHead(store, head)
  console.log(`The audit log holds: ${entries} entries.`)
  if (last) console.log(`Its end, to be noted elsewhere: ${last.number}:${last.hash}`)
}

async function checkHead(store: Store, head: string): Promise<void> {
  const [, number = '', hash] = /^([1-9]\d{0,14}):([\w-]{43})$/.exec(head) ?? []
  if (hash === undefined) throw new UsageError('--head is what `log verify` told: number:hash.')
  const [entry] = await store.readAudit({ limit: 1, before: Number(number) + 1 })
  if (entry?.number === Number(number) && entry.hash === hash) return
  throw new Error(`The audit log was changed: entry ${number} is not the one that was noted.`)
}

function toLine({ number, at, actor, action, subject, details }: AuditRecord): string {
  const time = new Date(at).toISOString()
  const more = Object.entries(details).map(([name, value]) => `${name}=${value}`)
  return [number, time, action, JSON.stringify(actor), ...subject, ...more].join('  ')
}
