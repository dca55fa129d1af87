import { isTabId } from '@playhead/protocol'
import { type Random, randomId } from './random-id.ts'
import type { KeyValue } from './session-cache.ts'

/** Where a tab's chain of segments stands. */
export interface TabPosition {
  session: string
  /** 16 hex digits. */
  tab: string
  /** Of the next segment. */
  sequence: number
  /** Checksum of the last segment; null before the first. */
  previous: number | null
}

export const tabKey = 'playhead.tab'

/**
 * Takes this tab's position, so that nobody else has it: it is read and deleted, and written back when
 * the page is left (`releaseTab`). Duplicating a tab, or `window.open`, copies sessionStorage (HTML
 * standard, "creating a new browsing context"); with the position gone, the copy starts as a tab of its
 * own instead of continuing the same sequence. A page that crashed also leaves nothing behind.
 */
export function claimTab(storage: KeyValue, session: string, random: Random): TabPosition {
  const left = parsePosition(storage.get(tabKey))
  storage.remove(tabKey)
  if (left?.session === session) return left
  return { session, tab: left?.tab ?? randomId(8, random), sequence: 0, previous: null }
}

export function releaseTab(storage: KeyValue, position: TabPosition): void {
  storage.set(tabKey, JSON.stringify(position))
}

function parsePosition(text: string | null): TabPosition | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    if (
      typeof value === 'object' &&
      value !== null &&
      'session' in value &&
      'tab' in value &&
      'sequence' in value &&
      'previous' in value &&
      typeof value.session === 'string' &&
      isTabId(value.tab) &&
      isCount(value.sequence) &&
      (value.sequence === 0 ? value.previous === null : isCount(value.previous))
    ) {
      const previous = value.previous === null ? null : Number(value.previous)
      return { session: value.session, tab: value.tab, sequence: value.sequence, previous }
    }
  } catch {
    // Somebody else's text.
  }
  return null
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffffffff
}
