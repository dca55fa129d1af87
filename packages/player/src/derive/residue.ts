import type { Step } from '../read-frames.ts'

type Change = Extract<Step, { kind: 'change' | 'scroll' }>

/**
 * What a snapshot cannot say and is done again after it: values of fields, scroll positions, rules of
 * stylesheets, canvases. Of some only the last counts; the others keep their order.
 */
export interface Residue {
  keep(step: Change, node: number, isLastOnly: boolean): void
  /** Changes of single style properties; null where the whole attribute was replaced. */
  changeStyle(node: number, properties: Record<string, unknown> | null): void
  /** The rules of a stylesheet begin anew with its text. */
  dropRules(node: number): void
  /** The node is gone. */
  drop(node: number): void
  clear(): void
  readonly size: number
  /** In an order that gives the same page; `at` for what had no time of its own. */
  save(at: number): Step[]
}

/* IncrementalSource of @rrweb/types: rules of stylesheets and of adopted ones. */
const mutation = 0
const ruleSources = [8, 13]

export function createResidue(): Residue {
  let all: { step: Change; node: number; source: number }[] = []
  const lasts = new Map<string, { step: Change; node: number }>()
  const styles = new Map<number, Map<string, unknown>>()
  /** Nodes that something in `all` or `lasts` is about. */
  const concerned = new Set<number>()

  return {
    keep(step, node, isLastOnly) {
      const source = sourceOf(step)
      concerned.add(node)
      if (isLastOnly) {
        const key = `${source} ${node}`
        lasts.delete(key)
        lasts.set(key, { step, node })
      } else all.push({ step, node, source })
    },
    changeStyle(node, properties) {
      if (!properties) {
        styles.delete(node)
        return
      }
      const known = styles.get(node) ?? new Map<string, unknown>()
      for (const [name, value] of Object.entries(properties)) {
        // A short form takes the long ones before it along: the order counts.
        known.delete(name)
        known.set(name, value)
      }
      styles.set(node, known)
    },
    dropRules(node) {
      if (!concerned.has(node)) return
      all = all.filter((kept) => kept.node !== node || !ruleSources.includes(kept.source))
    },
    drop(node) {
      styles.delete(node)
      if (!concerned.delete(node)) return
      all = all.filter((kept) => kept.node !== node)
      for (const [key, kept] of lasts) if (kept.node === node) lasts.delete(key)
    },
    clear() {
      all = []
      lasts.clear()
      styles.clear()
      concerned.clear()
    },
    get size() {
      return all.length + lasts.size + styles.size
    },
    save: (at) => [
      ...(styles.size > 0 ? [toStyleStep(styles, at)] : []),
      ...all.map(({ step }) => step),
      ...[...lasts.values()].map(({ step }) => step),
    ],
  }
}

function toStyleStep(styles: ReadonlyMap<number, ReadonlyMap<string, unknown>>, at: number): Step {
  const attributes = [...styles].map(([id, properties]) => ({
    id,
    attributes: { style: Object.fromEntries(properties) },
  }))
  return toMutation(at, { attributes })
}

/** A change of the tree that was never recorded as such. */
export function toMutation(at: number, changes: Record<string, unknown[]>): Step {
  const data = { source: mutation, texts: [], attributes: [], removes: [], adds: [], ...changes }
  return { kind: 'change', at, frame: { type: 3, timestamp: at, data } }
}

function sourceOf({ frame: { data } }: Change): number {
  return typeof data === 'object' && data !== null && 'source' in data ? Number(data.source) : -1
}
