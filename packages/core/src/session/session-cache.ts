/** What is remembered between pages: texts by key. */
export interface SessionCache {
  /** Shared by the tabs of a browser. */
  shared: KeyValue
  /** Of this tab. */
  tab: KeyValue
}

export interface KeyValue {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

/**
 * localStorage and sessionStorage. Where they are denied, full or missing (private mode, sandboxed
 * frames), memory stands in, and the session ends with the page.
 */
export function browserSessionCache(): SessionCache {
  return {
    shared: withFallback(() => localStorage),
    tab: withFallback(() => sessionStorage),
  }
}

/** The storage is reached on every call: merely naming it can throw (a `SecurityError`). */
function withFallback(reach: () => Storage): KeyValue {
  const memory = new Map<string, string>()
  return {
    get(key) {
      try {
        return memory.get(key) ?? reach().getItem(key)
      } catch {
        return null
      }
    },
    set(key, value) {
      try {
        reach().setItem(key, value)
        memory.delete(key)
      } catch {
        memory.set(key, value)
      }
    },
    remove(key) {
      memory.delete(key)
      try {
        reach().removeItem(key)
      } catch {
        // Nothing was stored.
      }
    },
  }
}
