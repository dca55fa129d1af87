import { getReplay } from '@playhead/core'

const watchers = new Set<() => void>()

/** Tells those who watch that the page may have another recording now. */
export function announceReplay(): void {
  for (const follow of watchers) follow()
}

/** Calls `listener` when the state of the page's recording changes, also across a stop and a new start. */
export function watchReplay(listener: () => void): () => void {
  let replay = getReplay()
  let unsubscribe = replay?.subscribe(listener)

  function follow(): void {
    const next = getReplay()
    if (next === replay) return
    unsubscribe?.()
    replay = next
    unsubscribe = next?.subscribe(listener)
    listener()
  }

  watchers.add(follow)
  return () => {
    watchers.delete(follow)
    unsubscribe?.()
  }
}
