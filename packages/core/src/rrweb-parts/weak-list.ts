/** A list that keeps nothing alive. */
export interface WeakList<T extends object> {
  push(item: T): void
  forEach(visit: (item: T) => void): void
  clear(): void
}

export function createWeakList<T extends object>(): WeakList<T> {
  const references = new Set<WeakRef<T>>()
  const collected = new FinalizationRegistry<WeakRef<T>>((reference) =>
    references.delete(reference),
  )
  return {
    push(item) {
      const reference = new WeakRef(item)
      references.add(reference)
      collected.register(item, reference)
    },
    forEach(visit) {
      for (const reference of references) {
        const item = reference.deref()
        if (item) visit(item)
      }
    },
    clear: () => references.clear(),
  }
}

/**
 * What is to be undone for shadow roots and frames, for as long as they exist: a component that left the
 * page, with its shadow root, must not be kept alive by us.
 */
export interface UndoList {
  add(owner: object, undo: () => void): void
  run(): void
}

export function createUndoList(): UndoList {
  let undoOf = new WeakMap<object, (() => void)[]>()
  const owners = createWeakList<object>()
  return {
    add(owner, undo) {
      const known = undoOf.get(owner)
      if (known) return void known.push(undo)
      undoOf.set(owner, [undo])
      owners.push(owner)
    },
    run() {
      const before = undoOf
      undoOf = new WeakMap()
      owners.forEach((owner) => before.get(owner)?.forEach((undo) => undo()))
      owners.clear()
    },
  }
}
