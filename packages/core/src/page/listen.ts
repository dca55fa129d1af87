/** @returns a function that ends the listening. */
export type Listen = <E extends Event>(
  target: EventTarget,
  types: string | readonly string[],
  listener: (event: E) => void,
) => () => void

/** Listens on the way down and passively, so that nothing in the page is delayed or can hide events. */
const passively: AddEventListenerOptions = { capture: true, passive: true }

/**
 * All that listen to one event of one target are one listener for the browser: to call into a page costs
 * more than most of them do. They hear in the order in which they came.
 *
 * @param onFailure receives what a listener threw: from a listener it would reach the application's
 *   own error handlers as if it were the application's.
 * @param charge runs listeners and counts what they take.
 */
export function createListen(
  onFailure: (cause: unknown) => void,
  charge: (act: () => void) => void = (act) => act(),
): Listen {
  const heard = new WeakMap<EventTarget, Record<string, Set<(event: Event) => void>>>()

  function hear(event: Event): void {
    const { currentTarget, type } = event
    if (!currentTarget) return
    charge(() =>
      heard.get(currentTarget)?.[type]?.forEach((tell) => {
        try {
          tell(event)
        } catch (cause) {
          onFailure(cause)
        }
      }),
    )
  }

  return (target, types, listener) => {
    const byType = heard.get(target) ?? {}
    heard.set(target, byType)
    const tell = (event: Event): void => listener(event as Parameters<typeof listener>[0])
    const stops = [types].flat().map((type) => {
      const listeners = (byType[type] ??= new Set())
      if (listeners.size === 0) target.addEventListener(type, hear, passively)
      listeners.add(tell)
      return () => {
        listeners.delete(tell)
        if (listeners.size === 0) target.removeEventListener(type, hear, passively)
      }
    })
    return () => stops.forEach((stop) => stop())
  }
}
