import { isTabId } from '@playhead/protocol/ids'
import { type Random, randomId } from './random-id.ts'
import type { Session } from './session.ts'
import type { KeyValue, SessionCache } from './session-cache.ts'
import { leftKey, tabIdKey, tabKey } from './kept-keys.ts'

/** Where a tab's chain of segments stands. */
export interface TabPosition {
  session: string
  /** 16 hex digits. */
  tab: string
  /** Of the next segment. */
  sequence: number
  /** Checksum of the last segment; null before the first. */
  previous: number | null
  /** The tab of the same session that opened this one, as far as can be told. */
  openedBy: string | null
  /** What was counted has not been sent: it lies in the buffer. */
  isHeld: boolean
}

/** Tabs that are closed for good leave theirs behind. */
const maxLeft = 40

/**
 * Takes this tab's position, so that nobody else has it: it is read and deleted, and written back when
 * the page is left (`releaseTab`). Duplicating a tab, or `window.open`, copies sessionStorage (HTML
 * standard, "creating a new browsing context"); with the position gone, the copy starts as a tab of its
 * own instead of continuing the same sequence. A page that crashed also leaves nothing behind.
 *
 * A tab can be copied while its position lies there, from a page that is not recorded, or come back by
 * a browser that restores old tabs. So what was left is also listed where all tabs see it, and whoever
 * strikes it off the list first goes on with it.
 *
 * @param guess who opened this tab, should the storage not tell: a link with `rel=noopener` copies none.
 */
export function claimTab(
  cache: SessionCache,
  session: string,
  random: Random,
  guess: string | null = null,
): TabPosition {
  const left = parsePosition(cache.tab.get(tabKey))
  cache.tab.remove(tabKey)
  const copied = cache.tab.get(tabIdKey)
  const isOurs = left !== null && strikeOff(cache.shared, left)
  const tab = isOurs ? left.tab : randomId(8, random)
  cache.tab.set(tabIdKey, tab)
  if (isOurs && left.session === session) return left
  const openedBy = isOurs ? null : isTabId(copied) ? copied : guess
  return { ...firstPosition(session, tab), openedBy }
}

/** A page that another of this origin opened in a tab of its own: from the tab last used. */
export function guessOpener({ activeTab }: Session): string | null {
  const isOpened = history.length === 1 && document.referrer.startsWith(`${location.origin}/`)
  return isOpened ? activeTab : null
}

export function firstPosition(session: string, tab: string): TabPosition {
  return { session, tab, sequence: 0, previous: null, openedBy: null, isHeld: false }
}

export function releaseTab(cache: SessionCache, position: TabPosition): void {
  const { session, tab, sequence, previous, openedBy, isHeld } = position
  const text = JSON.stringify({ session, tab, sequence, previous, openedBy, isHeld })
  cache.tab.set(tabKey, text)
  const others = readLeft(cache.shared).slice(1 - maxLeft)
  cache.shared.set(leftKey, [...others, markOf(position)].join(' '))
}

function strikeOff(shared: KeyValue, position: TabPosition): boolean {
  const left = readLeft(shared)
  const others = left.filter((mark) => mark !== markOf(position))
  if (others.length < left.length) shared.set(leftKey, others.join(' '))
  return others.length < left.length
}

function readLeft(shared: KeyValue): string[] {
  return (shared.get(leftKey) ?? '').split(' ').filter(Boolean)
}

function markOf({ tab, sequence, previous }: TabPosition): string {
  return `${tab}:${sequence}:${previous}`
}

/** A text that `releaseTab` wrote: only the first segment has none before it. */
const written =
  /^\{"session":"\w+","tab":"[\da-f]{16}","sequence":(?:0,"previous":null|[1-9]\d{0,9},"previous":\d{1,10}),"openedBy":(?:null|"[\da-f]{16}"),"isHeld":(?:true|false)\}$/

function parsePosition(text: string | null): TabPosition | null {
  return text !== null && written.test(text) ? JSON.parse(text) : null
}
