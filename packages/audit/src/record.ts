import type { Page } from 'playwright-core'
import { AuditError } from './audit-error.ts'
import type { AuditOptions } from './audit-options.ts'
import type { Uploads } from './uploads.ts'

/** The recording of a page, the page's own or the audit's. */
export interface PageRecording {
  recorder: 'own' | 'injected'
  /** Why nothing is recorded of this page by its application's will; null if it is recorded. */
  excluded: string | null
  /** Begins the audit's own recording; null if the page's is under way. */
  begin: ((uploads: Uploads) => Promise<void>) | null
  flush(): Promise<void>
  /** What was left out, if anything. */
  notes(uploads: Uploads): string[]
}

export async function record(
  page: Page,
  options: AuditOptions,
  timeoutMs: number,
): Promise<PageRecording> {
  const wanted = options.recorder
  const isThere =
    wanted !== 'injected' && (await waitForOwn(page, wanted === 'own' ? timeoutMs : 2_000))
  if (wanted === 'own' && !isThere) {
    throw new AuditError(
      'page_failed',
      'The page has no Playhead of its own. Leave `own` out to record it all the same.',
    )
  }
  if (wanted === 'injected' && (await stateOf(page)) !== null) {
    throw new AuditError('page_failed', 'The page records itself already; a page is recorded once.')
  }
  const flush = (): Promise<void> => page.evaluate(() => globalThis.playheadAudit?.flush())
  const common = { flush, notes: whatIsMissing }
  if (!isThere) {
    const begin = async (uploads: Uploads): Promise<void> => {
      await inject(page, options, uploads)
      await untilRecording(page, timeoutMs)
      await untilSnapshot(page, uploads, 0, timeoutMs)
    }
    return { recorder: 'injected', excluded: null, begin, ...common }
  }
  const excluded = await untilRecording(page, timeoutMs)
  return { recorder: 'own', excluded, begin: null, ...common }
}

/** Has the page's own recording take a fresh picture, with all that is planted. */
export async function renew(page: Page, uploads: Uploads, timeoutMs: number): Promise<void> {
  await page.evaluate(() => globalThis.playheadAudit?.flush())
  const before = uploads.snapshots()
  await page.evaluate(() => globalThis.playheadAudit?.renew())
  await untilSnapshot(page, uploads, before, timeoutMs)
}

async function untilSnapshot(
  page: Page,
  uploads: Uploads,
  before: number,
  timeoutMs: number,
): Promise<void> {
  await until(timeoutMs, 'It does not record what it shows.', async () => {
    await page.evaluate(() => globalThis.playheadAudit?.flush())
    return uploads.snapshots() > before
  })
}

function waitForOwn(page: Page, forMs: number): Promise<boolean> {
  return until(forMs, '', async () => (await stateOf(page)) !== null).then(
    () => true,
    () => false,
  )
}

async function stateOf(page: Page) {
  return page.evaluate(() => globalThis.playheadAudit?.recording() ?? null)
}

/** @returns why nothing is recorded, if that is the application's will; null once it is recorded. */
async function untilRecording(page: Page, timeoutMs: number): Promise<string | null> {
  let excluded: string | null = null
  await until(timeoutMs, 'It does not begin to record.', async () => {
    const now = await stateOf(page)
    switch (now?.state) {
      case 'waiting-for-consent':
        await page.evaluate(() => globalThis.playheadAudit?.consent())
        return false
      case 'buffering':
        await page.evaluate(() => globalThis.playheadAudit?.release())
        return false
      case 'excluded':
        excluded = now.why.at(-1) ?? 'The page is excluded.'
        return true
      case 'stopped':
      case 'failed':
      case 'not-sampled':
        throw new AuditError(
          'page_failed',
          `It is not recorded: ${now.state}. ${now.why.join(' ')}`,
        )
      default:
        return now?.state === 'recording'
    }
  })
  return excluded
}

async function inject(page: Page, options: AuditOptions, uploads: Uploads): Promise<void> {
  const take = `playheadAuditTake${Date.now().toString(36)}`
  await page.exposeFunction(take, (body: string) => uploads.take(Buffer.from(body, 'base64')))
  const { privacy, network } = options.record ?? {}
  const settings = {
    privacy: { allowPaymentPages: true, ...privacy },
    ...(network && { network }),
  }
  await page.evaluate(({ settings, take }) => globalThis.playheadAuditRecord?.(settings, take), {
    settings,
    take,
  })
}

function whatIsMissing(uploads: Uploads): string[] {
  const events = uploads.segments().flatMap(({ timeline }) => timeline)
  return events.flatMap((event) => {
    if (event.type === 'budget' && event.leavesOut !== 'nothing') {
      return [`Recording was slow on this page and left out ${event.leavesOut} for a while.`]
    }
    return event.type === 'dropped' && event.reason !== 'duplicate'
      ? [`${event.count} ${event.what} were left out: ${event.reason}.`]
      : []
  })
}

/** Asked from outside: a function that waits inside the page may be refused by its policy. */
async function until(
  timeoutMs: number,
  failure: string,
  isMet: () => Promise<boolean>,
): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await isMet())) {
    if (Date.now() > end) throw new AuditError('page_failed', failure)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
