import type {
  AccessReport,
  ErasureReport,
  LegalHold,
  ReceiptPage,
  StorageReport,
} from '@playhead/protocol'
import type { Call, HttpApi } from './http-api.ts'
import {
  parseAccess,
  parseErasureReport,
  parseHold,
  parseHolds,
  parseReceiptPage,
  parseStorage,
} from './parse-data-answers.ts'

/** A person's data, or one session: what is handed over and held. */
export type DataSubject = { session: string } | { user: string }

/** What is erased: also every session that visited a page, or that touches a time (ms since the Unix epoch). */
export type ErasureSelection = DataSubject | { url: string } | { from: number; to: number }

/** Calls about what is kept: how long, by whose right, and how it goes. Each needs a right of its own. */
export interface DataCalls {
  /** Who asks, and what they may do. */
  readAccess(options?: Call): Promise<AccessReport>
  readStorage(options?: Call): Promise<StorageReport>
  listHolds(options?: Call): Promise<LegalHold[]>
  placeHold(on: DataSubject, reason: string, options?: Call): Promise<LegalHold>
  liftHold(hold: string, options?: Call): Promise<void>
  /** @param options.dryRun only says what would go. */
  erase(selection: ErasureSelection, options: Call & { dryRun: boolean }): Promise<ErasureReport>
  /** The receipts of erasures, the newest first. */
  listReceipts(options: Call & { limit: number }): Promise<ReceiptPage>
  /** A `.tar.gz` of everything that is kept of a session or a user. */
  exportArchive(of: DataSubject, options?: Call): Promise<Blob>
}

export function createDataCalls(api: HttpApi): DataCalls {
  return {
    readAccess: ({ signal } = {}) => api.json({ path: 'access', signal }, parseAccess),
    readStorage: ({ signal } = {}) => api.json({ path: 'storage', signal }, parseStorage),
    listHolds: ({ signal } = {}) => api.json({ path: 'holds', signal }, parseHolds),
    placeHold: (on, reason, { signal } = {}) =>
      api.json({ method: 'POST', path: 'holds', body: { ...on, reason }, signal }, parseHold),
    liftHold: (hold, { signal } = {}) =>
      api.done({ method: 'DELETE', path: `holds/${encodeURIComponent(hold)}`, signal }),
    erase: (selection, { dryRun, signal }) =>
      api.json(
        { method: 'POST', path: 'erasures', body: { ...selection, dryRun }, signal },
        parseErasureReport,
      ),
    listReceipts: ({ limit, signal }) =>
      api.json({ path: `receipts?limit=${limit}`, signal }, parseReceiptPage),
    exportArchive: (of, { signal } = {}) =>
      api.blob({ path: `export?${new URLSearchParams({ ...of })}`, signal }),
  }
}
