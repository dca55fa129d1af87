/* What the command line does to a store without a server. */
export { eraseSessions, type ErasureOptions } from './erasure/erase-sessions.ts'
export { verifyReceipt } from './erasure/receipt.ts'
export { parseSelection, type Selection } from './erasure/selection.ts'
export { exportSessions, type ExportOptions } from './export/export-sessions.ts'
export { parseRetention, type Retention } from './retention/parse-retention.ts'
export { sweep, type SweepOptions, type SweepResult } from './retention/sweep.ts'
