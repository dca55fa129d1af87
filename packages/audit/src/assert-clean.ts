import { AuditError } from './audit-error.ts'
import type { AuditReport } from './report.ts'
import { toText } from './report-text.ts'

/**
 * For a test of any runner: passes if nothing leaks and every page could be tried.
 *
 * @throws {AuditError} `leaks`, or `page_failed`, with the report as its message.
 */
export function assertClean(report: AuditReport): void {
  if (report.isClean) return
  const isTried = report.pages.every(({ outcome }) => outcome !== 'failed')
  throw new AuditError(isTried ? 'leaks' : 'page_failed', toText(report))
}
