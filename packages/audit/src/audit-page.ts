import type { Frame, Page } from 'playwright-core'
import { AuditError } from './audit-error.ts'
import { type CanaryMarks, drawMarks, drawWord } from './canary-marks.ts'
import type { AuditOptions } from './audit-options.ts'
import { type Channel, channels } from './channels.ts'
import { isolate, type Isolation } from './isolate.ts'
import { judge, type PlantedIn } from './judge.ts'
import type { Agent, Planted } from './agent.ts'
import { readPageScripts } from './page-scripts.ts'
import { record, renew } from './record.ts'
import type { Coverage, PageReport } from './report.ts'
import { searchSegments } from './search-segments.ts'
import { createUploads, type Uploads } from './uploads.ts'

/** Of the audit's own requests: no server ever sees one. */
const ownPath = '/__playhead_audit__'

/**
 * Opens an address in a page of Playwright's, plants canaries in everything it has, records it, and looks
 * for them in what would have been uploaded. Nothing is uploaded, nothing is sent to other hosts, and
 * nothing is written to the page's own server.
 *
 * @param page a fresh one, signed in or not. It is used up: its texts and fields hold canaries afterwards.
 * @param url absolute, http or https.
 * @returns never rejects because of the page: a page that cannot be tried has the outcome `failed`.
 * @example
 * assertClean(toReport([await auditPage(page, 'http://localhost:3000/account', { safeOk: true })]))
 */
export async function auditPage(
  page: Page,
  url: string,
  options: AuditOptions = {},
): Promise<PageReport> {
  const planted: PlantedIn[] = []
  const uploads = createUploads()
  const report: PageReport = {
    url,
    finalUrl: url,
    outcome: 'failed',
    recorder: null,
    reason: null,
    leaks: [],
    reviewed: [],
    misuse: [],
    coverage: [],
    blocked: [],
    notes: [],
  }
  let isolation: Isolation | null = null
  const dismiss = (dialog: { dismiss(): Promise<void> }): void =>
    void dialog.dismiss().catch(() => undefined)
  const closeOther = (popup: Page): void => void popup.close().catch(() => undefined)
  page.on('dialog', dismiss)
  page.on('popup', closeOther)
  try {
    const { origin } = new URL(url)
    const marks = drawMarks()
    isolation = await isolate(page, { origin, path: ownPath, marks }, uploads, options)
    await visit(page, url, report, planted, { isolation, uploads, options, marks })
  } catch (cause) {
    report.reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
  } finally {
    page.off('dialog', dismiss)
    page.off('popup', closeOther)
    // What it sends when it is left is still kept back: the page stays isolated for as long as it lives.
    await page.goto('about:blank').catch(() => undefined)
    report.blocked = isolation?.blocked() ?? []
  }
  return report
}

interface Visit {
  isolation: Isolation
  uploads: Uploads
  options: AuditOptions
  marks: CanaryMarks
}

async function visit(
  page: Page,
  url: string,
  report: PageReport,
  planted: PlantedIn[],
  { isolation, uploads, options, marks }: Visit,
): Promise<void> {
  const { timeoutMs = 30_000, onProgress = () => undefined } = options
  const add = (more: readonly Planted[], frame: string | null = null): void => {
    planted.push(...more.map((each) => ({ ...each, frame })))
  }

  onProgress(`opening ${url}`)
  const scripts = await readPageScripts()
  await page.addInitScript(`globalThis.playheadAuditMarks = ${JSON.stringify(marks)};${scripts}`)
  const opened = withCanary(url, marks)
  add([opened.planted])
  const response = await page.goto(opened.url, { waitUntil: 'commit', timeout: timeoutMs })
  await settle(page, options, timeoutMs)
  if (!/^https?:/.test(page.url())) {
    throw new AuditError('page_failed', 'It cannot be loaded, or leads to another host.')
  }
  report.finalUrl = clean(page.url())
  if (new URL(page.url()).origin !== new URL(url).origin) {
    throw new AuditError(
      'page_failed',
      `It leads to ${report.finalUrl}: audit that address itself.`,
    )
  }
  if (report.finalUrl !== clean(url)) report.notes.push(`It led on to ${report.finalUrl}.`)
  const status = response?.status() ?? 200
  if (status >= 400) report.notes.push(`The server answered ${status}.`)
  isolation.hold()

  report.misuse = await ask(page.mainFrame(), (agent) => agent.misuse())
  const recording = await record(page, options, timeoutMs)
  report.recorder = recording.recorder
  if (recording.excluded !== null) {
    report.outcome = 'not-recorded'
    report.reason = recording.excluded
    return
  }

  onProgress('planting')
  await plantAll(page, add)
  onProgress('recording')
  if (recording.begin) await recording.begin(uploads)
  else await renew(page, uploads, timeoutMs)
  onProgress('changing what was recorded')
  const changesBefore = uploads.changes()
  await plantAll(page, add)
  add(await page.evaluate((path) => globalThis.playheadAudit?.signal(path) ?? [], ownPath))
  await ask(page.mainFrame(), (agent) => agent.interact())
  await recording.flush()
  // A recording that has stopped shows no canary either.
  if (uploads.changes() === changesBefore) {
    throw new AuditError('page_failed', 'It stopped recording when its contents changed.')
  }

  const problem = uploads.problem()
  if (problem !== null) {
    throw new AuditError('page_failed', `What it uploads cannot be read: ${problem}`)
  }
  onProgress('looking for canaries')
  const canaries = planted.map(({ canary }) => canary)
  const sightings = searchSegments(uploads.segments(), canaries)
  const findings = judge(sightings, planted, options)
  report.leaks = findings.filter(({ allowedBy }) => allowedBy === null)
  report.reviewed = findings.filter(({ allowedBy }) => allowedBy !== null)
  report.coverage = toCoverage(planted, new Set(sightings.map(({ canary }) => canary)))
  report.notes.push(...recording.notes(uploads))
  report.outcome = report.leaks.length === 0 ? 'clean' : 'leaks'
}

/** Until it has loaded and asks for nothing more; a page that never rests is taken as it is. */
async function settle(page: Page, { waitFor }: AuditOptions, timeoutMs: number): Promise<void> {
  await page.waitForLoadState('domcontentloaded', { timeout: timeoutMs })
  if (waitFor !== undefined) {
    await page.locator(waitFor).first().waitFor({ state: 'attached', timeout: timeoutMs })
  }
  const patience = Math.min(5_000, timeoutMs)
  await page.waitForLoadState('networkidle', { timeout: patience }).catch(() => undefined)
}

async function plantAll(page: Page, add: (more: Planted[], frame?: string) => void): Promise<void> {
  const { origin } = new URL(page.url())
  for (const frame of page.frames()) {
    if (frame === page.mainFrame()) {
      add(await ask(frame, (agent) => agent.plant()))
      add(await ask(frame, (agent) => agent.probe()))
    } else if (/^(?:about:|$)/.test(frame.url()) || frame.url().startsWith(`${origin}/`)) {
      // A frame that goes away meanwhile has nothing to plant in.
      const more = await ask(frame, (agent) => agent.plant()).catch(() => [])
      add(more, frame.url())
    }
  }
}

/** Plays by the page's rules: it may have thrown the agent away, if it left. */
async function ask<T>(frame: Frame, question: (agent: Agent) => T | Promise<T>): Promise<T> {
  const agent = await frame.evaluateHandle(() => {
    if (!globalThis.playheadAudit) throw new Error('The page lets no script of the audit in.')
    return globalThis.playheadAudit
  })
  return agent.evaluate(question)
}

function withCanary(address: string, marks: CanaryMarks): { url: string; planted: Planted } {
  const canary = drawWord(marks)
  const url = new URL(address)
  url.searchParams.set('playhead-audit', canary)
  const planted: Planted = { canary, channel: 'page-url', selector: null, safe: null, was: null }
  return { url: url.href, planted }
}

/** Without what the audit has added. */
function clean(address: string): string {
  const url = new URL(address)
  url.searchParams.delete('playhead-audit')
  return url.href
}

function toCoverage(planted: readonly Planted[], seen: ReadonlySet<string>): Coverage[] {
  return (Object.keys(channels) as Channel[]).map((channel) => {
    const own = planted.filter((each) => each.channel === channel)
    const found = own.filter(({ canary }) => seen.has(canary)).length
    return { channel, planted: own.length, found }
  })
}
