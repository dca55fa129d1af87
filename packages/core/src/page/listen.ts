/** Listens on the way down and passively, so that nothing in the page is delayed or can hide events. */
const passively: AddEventListenerOptions = { capture: true, passive: true }

/** @returns a function that ends the listening. */
export function listen<E extends Event>(
  target: EventTarget,
  types: string | readonly string[],
  listener: (event: E) => void,
): () => void {
  const names = typeof types === 'string' ? [types] : types
  const handle = listener as EventListener
  for (const name of names) target.addEventListener(name, handle, passively)
  return () => {
    for (const name of names) target.removeEventListener(name, handle, passively)
  }
}
