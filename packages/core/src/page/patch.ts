/**
 * Replaces a method by a wrapper around it.
 *
 * @param wrap makes the wrapper; `isActive` tells it, at each call, whether it should still observe.
 * @returns undoes it. Only the wrapper on top can be taken off: if somebody has wrapped ours since,
 *   taking it off would take theirs off too, so ours stays and merely passes calls on.
 */
export function patch<T extends object, K extends keyof T>(
  target: T,
  name: K,
  wrap: (original: T[K], isActive: () => boolean) => T[K],
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name)
  const original = target[name]
  if (typeof original !== 'function') return () => undefined
  let active = true
  const wrapper = wrap(original, () => active)
  try {
    target[name] = wrapper
  } catch {
    // A frozen object: nothing was changed, so there is nothing to undo.
    return () => undefined
  }
  return () => {
    active = false
    if (target[name] !== wrapper) return
    // Neither throws where the page has frozen it since.
    if (own) Reflect.defineProperty(target, name, own)
    else Reflect.deleteProperty(target, name)
  }
}
