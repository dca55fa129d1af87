import { segmentStoreName } from '../session/kept-keys.ts'

/** Deletes what this page and others have kept. */
export function deleteSegmentStore(): void {
  try {
    indexedDB.deleteDatabase(segmentStoreName)
  } catch {
    // Denied or missing: nothing was kept.
  }
}
