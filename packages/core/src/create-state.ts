import type { ReplayState } from './replay.ts'

export interface ObservableState {
  get(): ReplayState
  set(next: ReplayState): void
  subscribe(listener: () => void): () => void
}

/** @param onFailure receives what a listener threw. */
export function createState(
  first: ReplayState,
  onFailure: (cause: unknown) => void,
): ObservableState {
  let state = first
  const listeners = new Set<{ listener: () => void }>()
  return {
    get: () => state,
    set(next) {
      if (JSON.stringify(next) === JSON.stringify(state)) return
      state = next
      for (const { listener } of listeners) {
        try {
          listener()
        } catch (cause) {
          onFailure(cause)
        }
      }
    },
    subscribe(listener) {
      // The same function may be subscribed twice, and each subscription ends for itself.
      const entry = { listener }
      listeners.add(entry)
      return () => {
        listeners.delete(entry)
      }
    },
  }
}
