export interface Throttle<T> {
  tell(thing: T): void
  stop(): void
}

/** Tells at once, and then, every so many ms, once of each thing that has come meanwhile. */
export function throttle<T>(ms: number, tell: (thing: T) => void): Throttle<T> {
  const waiting = new Set<T>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellWaiting = (): void => {
    timer = waiting.size > 0 ? setTimeout(tellWaiting, ms) : undefined
    const things = [...waiting]
    waiting.clear()
    things.forEach(tell)
  }
  return {
    tell(thing) {
      waiting.add(thing)
      if (timer === undefined) tellWaiting()
    },
    stop: () => clearTimeout(timer),
  }
}
