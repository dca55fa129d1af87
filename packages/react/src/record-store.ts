import { getReplay, type JsonValue } from '@playhead/core'

export interface RecordStoreOptions {
  /** What the store is called on the timeline. Default `redux` or `zustand`. */
  name?: string
  /** Top-level keys of the state whose new values may be recorded. Default none: only which changed. */
  allow?: readonly string[]
}

const windowMs = 10_000
const maxInWindow = 50

/** Records changes of a store: the action's name, and the keys that changed; 50 in ten seconds. */
export function createStoreRecorder({
  name = 'store',
  allow = [],
}: RecordStoreOptions): (action: string, before: unknown, after: unknown) => void {
  let since = 0
  let count = 0
  return (action, before, after) => {
    const replay = getReplay()
    if (!replay) return
    const now = Date.now()
    if (Math.abs(now - since) >= windowMs) {
      since = now
      count = 0
    }
    if (++count > maxInWindow) return
    const changed = changedKeys(before, after)
    const values = Object.fromEntries(
      changed.filter((key) => allow.includes(key)).map((key) => [key, toJson(after, key)]),
    )
    replay.track(name, {
      action: action.slice(0, 200),
      changed: changed.slice(0, 50),
      ...(Object.keys(values).length > 0 && { values }),
    })
  }
}

function changedKeys(before: unknown, after: unknown): string[] {
  if (Object.is(before, after)) return []
  const [old, fresh] = [toRecord(before), toRecord(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (key) => !Object.is(old[key], fresh[key]),
  )
}

function toRecord(state: unknown): Record<string, unknown> {
  return typeof state === 'object' && state !== null ? { ...state } : {}
}

/** What JSON cannot carry is left out rather than failing the event. */
function toJson(state: unknown, key: string): JsonValue {
  try {
    const text = JSON.stringify(toRecord(state)[key]) ?? 'null'
    return text.length <= 4_000 ? JSON.parse(text) : '[too long]'
  } catch {
    return '[not JSON]'
  }
}
