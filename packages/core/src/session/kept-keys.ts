// What this package keeps in the browser, by name: docs/privacy.md lists all of it.

/** Shared by all tabs: the visit. */
export const sessionKey = 'playhead.session'
/** Holds the position of a page that was left. */
export const tabKey = 'playhead.tab'
/** Holds the id of the tab that runs here; a copy of the storage tells by it who opened it. */
export const tabIdKey = 'playhead.tab-id'
/** What the page before was, for its successor to see that it was left at once. */
export const visitKey = 'playhead.visit'
/** Shared by all tabs: the positions that were left and not yet taken. */
export const leftKey = 'playhead.left'
/** Shared by all tabs: segments that a page had when it was left. */
export const copiesKey = 'playhead.copies'
/** The database of segments. */
export const segmentStoreName = 'playhead'
