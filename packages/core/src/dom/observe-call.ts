import { patch } from '../page/patch.ts'
import { quietly } from '../page/quietly.ts'

/** Tells of each call of a method, or of a constructor, that succeeded. The caller gets the result, or the exception, as ever. */
export function observeCall<T extends object, K extends keyof T>(
  target: T,
  name: K,
  tell: (self: unknown, args: readonly unknown[], result: unknown) => void,
): () => void {
  return patch(target, name, (original, isActive) => {
    if (typeof original !== 'function') return original
    // A proxy, so that its name, its length and what it prints stay those of the original.
    const told = (self: unknown, args: readonly unknown[], result: unknown): unknown => {
      if (isActive()) quietly(() => tell(self, args, result))
      return result
    }
    return new Proxy(original, {
      apply: (method, self, args) => told(self, args, Reflect.apply(method, self, args)),
      construct: (method, args, target) =>
        told(null, args, Reflect.construct(method, args, target)) as object,
    })
  })
}

/** Tells of each assignment to an accessor property, once it is done. */
export function observeSetter(
  target: object,
  name: string,
  tell: (self: unknown) => void,
): () => void {
  return observeAccessor(target, name, tell, false)
}

/** Tells also of each time that it is read. */
export function observeAccess(
  target: object,
  name: string,
  tell: (self: unknown) => void,
): () => void {
  return observeAccessor(target, name, tell, true)
}

function observeAccessor(
  target: object,
  name: string,
  tell: (self: unknown) => void,
  isReadToo: boolean,
): () => void {
  const original = Object.getOwnPropertyDescriptor(target, name)
  const { get, set } = original ?? {}
  if (!original || !get || !set) return () => undefined
  let isActive = true
  const told = (self: unknown): void => {
    if (isActive) quietly(() => tell(self))
  }
  const observed = {
    ...original,
    get(this: unknown): unknown {
      const value: unknown = Reflect.apply(get, this, [])
      told(this)
      return value
    },
    set(this: unknown, value: unknown): void {
      Reflect.apply(set, this, [value])
      told(this)
    },
  }
  if (!isReadToo) observed.get = get
  if (!Reflect.defineProperty(target, name, observed)) return () => undefined
  return () => {
    isActive = false
    const now = Object.getOwnPropertyDescriptor(target, name)
    if (now?.set === observed.set) Reflect.defineProperty(target, name, original)
  }
}
