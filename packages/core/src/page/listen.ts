/** @returns a function that ends the listening. */
export type Listen = <E extends Event>(
  target: EventTarget,
  types: string | readonly string[],
  listener: (event: E) => void,
) => () => void

/** Listens on the way down and passively, so that nothing in the page is delayed or can hide events. */
const passively: AddEventListenerOptions = { capture: true, passive: true }

/**
 * @param onFailure receives what a listener threw: from a listener it would reach the application's
 *   own error handlers as if it were the application's.
 * @param charge runs a listener and counts what it takes.
 */
export function createListen(
  onFailure: (cause: unknown) => void,
  charge: (act: () => void) => void = (act) => act(),
): Listen {
  return (target, types, listener) => {
    const names = typeof types === 'string' ? [types] : types
    const handle = (event: Event): void => {
      try {
        charge(() => listener(event as Parameters<typeof listener>[0]))
      } catch (cause) {
        onFailure(cause)
      }
    }
    for (const name of names) target.addEventListener(name, handle, passively)
    return () => {
      for (const name of names) target.removeEventListener(name, handle, passively)
    }
  }
}
