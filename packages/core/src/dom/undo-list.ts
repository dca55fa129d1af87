/**
 * What is to be undone for documents and shadow roots, for as long as they exist: a component that left
 * the page, with its shadow root, must not be kept alive by us.
 */
export interface UndoList {
  /** Whether something is to be undone for it. */
  has(owner: object): boolean
  add(owner: object, undo: () => void): void
  run(): void
}

export function createUndoList(): UndoList {
  const undoOf = new WeakMap<object, (() => void)[]>()
  const owners = new Set<WeakRef<object>>()
  const collected = new FinalizationRegistry<WeakRef<object>>((reference) =>
    owners.delete(reference),
  )
  return {
    has: (owner) => undoOf.has(owner),
    add(owner, undo) {
      const known = undoOf.get(owner)
      if (known) return void known.push(undo)
      undoOf.set(owner, [undo])
      const reference = new WeakRef(owner)
      owners.add(reference)
      collected.register(owner, reference)
    },
    run() {
      for (const reference of owners) {
        const owner = reference.deref()
        if (owner) undoOf.get(owner)?.forEach((undo) => undo())
      }
      owners.clear()
    },
  }
}
