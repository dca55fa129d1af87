import type { SegmentHeader } from '@playhead/protocol'
import { type Finding, mergeFindings } from '../store/findings.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { type PageMemory, toPath } from './page-memory.ts'

/**
 * Puts the page to findings of a tab that this process sees for the first time in the middle: after a
 * restart, or because another process had it before. Its timeline tells where it was. It is read once for
 * each such tab, and only if something was found.
 */
export async function namePages(
  findings: readonly Finding[],
  { session, tab }: Pick<SegmentHeader, 'session' | 'tab'>,
  pages: PageMemory,
  store: Pick<ReplayStore, 'readTimeline'>,
): Promise<readonly Finding[]> {
  if (pages.knows(tab) || findings.every(({ page }) => page !== null)) return findings
  // A warning without a page is better than a segment that is lost for it.
  const timeline = await store.readTimeline(session).catch(() => null)
  const last = timeline?.events.findLast(
    (event) => event.type === 'navigation' && event.tab === tab,
  )
  const url = last?.type === 'navigation' ? last.to : null
  pages.tell(tab, url)
  if (url === null) return findings
  const page = toPath(url)
  return mergeFindings(
    [],
    findings.map((finding) => (finding.page === null ? { ...finding, page } : finding)),
  )
}
