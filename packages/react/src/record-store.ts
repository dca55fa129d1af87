import { getReplay, type JsonValue } from '@playhead/core'

export interface RecordStoreOptions {
  /** What the store is called on the timeline. Default `redux` or `zustand`. */
  name?: string
  /** Top-level keys of the state whose new values may be recorded. Default none: only which changed. */
  allow?: readonly string[]
}

/** `payload` is there if the action carries one. */
interface RecordedAction {
  type: string
  payload?: unknown
}

const maxKeys = 50
const windowMs = 10_000
const maxInWindow = 50

/**
 * Records changes of a store: the action's name, and the keys that changed with the shape of their
 * values, old and new; 50 in ten seconds.
 */
export function createStoreRecorder({
  name = 'store',
  allow = [],
}: RecordStoreOptions): (action: RecordedAction, before: unknown, after: unknown) => void {
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
    const kept = changed.slice(0, maxKeys)
    const [old, fresh] = [toRecord(before), toRecord(after)]
    const diff = kept.map((key) => [key, `${shapeOf(old[key])} → ${shapeOf(fresh[key])}`])
    replay.track(name, {
      action: action.type.slice(0, 200),
      ...('payload' in action && { payload: shapeOf(action.payload) }),
      changed: kept,
      diff: Object.fromEntries(diff),
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

/** What a value is, without what it says: `array(3)`, `object(2)`, `string`. */
function shapeOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value
  return Array.isArray(value) ? `array(${value.length})` : `object(${Object.keys(value).length})`
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
