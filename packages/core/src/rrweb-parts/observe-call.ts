import { patch } from '../page/patch.ts'

/** Tells of each call of a method that succeeded. The caller gets the result, or the exception, as ever. */
export function observeCall<T extends object, K extends keyof T>(
  target: T,
  name: K,
  tell: (self: unknown, args: readonly unknown[]) => void,
): () => void {
  return patch(target, name, (original, isActive) => {
    if (typeof original !== 'function') return original
    // A proxy, so that its name, its length and what it prints stay those of the original.
    return new Proxy(original, {
      apply(method, self, args) {
        const result: unknown = Reflect.apply(method, self, args)
        if (isActive()) {
          try {
            tell(self, args)
          } catch {
            // It is the application's call, and it has succeeded.
          }
        }
        return result
      },
    })
  })
}

/** Tells of each assignment to an accessor property, once it is done. */
export function observeSetter(
  target: object,
  name: string,
  tell: (self: unknown) => void,
): () => void {
  const original = Object.getOwnPropertyDescriptor(target, name)
  const set = original?.set
  if (!original || !set) return () => undefined
  let isActive = true
  const observed = function (this: unknown, value: unknown): void {
    Reflect.apply(set, this, [value])
    if (isActive) tell(this)
  }
  if (!Reflect.defineProperty(target, name, { ...original, set: observed })) return () => undefined
  return () => {
    isActive = false
    const now = Object.getOwnPropertyDescriptor(target, name)
    if (now?.set === observed) Reflect.defineProperty(target, name, original)
  }
}
