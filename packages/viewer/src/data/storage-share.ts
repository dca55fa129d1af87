import type { StorageReport } from '@playhead/protocol'

/** From which part of the budget on it is said. */
const warnFrom = 0.8

/** The part of the budget that is used; null if there is none. */
export function shareUsed({ usedBytes, budgetBytes }: StorageReport): number | null {
  return budgetBytes === null ? null : usedBytes / budgetBytes
}

export function toFullness(share: number): 'plain' | 'high' | 'full' {
  if (share >= 1) return 'full'
  return share >= warnFrom ? 'high' : 'plain'
}
