import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

/** A page that was opened from the file system is one session: it has nowhere else to go. */
export const isSinglePage = globalThis.location?.protocol === 'file:'

/** Goes to another address of the viewer, as a link does. */
export function navigate(path: string): void {
  if (isSinglePage) return
  history.pushState(null, '', path)
  window.scrollTo(0, 0)
  for (const listener of listeners) listener()
}

/** The path and query of the address; follows `navigate` and the browser's back and forward. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, () => location.pathname + location.search)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
