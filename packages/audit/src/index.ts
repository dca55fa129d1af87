export { assertClean } from './assert-clean.ts'
export { AuditError, type AuditErrorCode } from './audit-error.ts'
export type { AuditOptions } from './audit-options.ts'
export { auditPage } from './audit-page.ts'
export { auditUrls, type AuditUrlsOptions } from './audit-urls.ts'
export type { Channel } from './channels.ts'
export { type CanaryEncoding, type CanaryHit, createCanarySearch } from './find-canary.ts'
export {
  type AuditReport,
  type Coverage,
  type Finding,
  type PageReport,
  toReport,
} from './report.ts'
export { toHtml } from './report-html.ts'
export { toText } from './report-text.ts'
