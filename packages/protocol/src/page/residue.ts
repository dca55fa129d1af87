import type { FrameEvent } from '../frame-event.ts'
import { isObject } from './is-object.ts'

/** A frame, with whatever else whoever keeps it knows of it. */
export interface Kept {
  frame: FrameEvent
}

/**
 * What a snapshot cannot say and is done again after it: values of fields, scroll positions, rules of
 * stylesheets, canvases. Of some only the last counts; the others keep their order.
 */
export interface Residue<T extends Kept> {
  keep(kept: T, node: number, isLastOnly: boolean): void
  /** Changes of single style properties; null where the whole attribute was replaced. */
  changeStyle(node: number, properties: Record<string, unknown> | null): void
  /** The rules of a stylesheet begin anew with its text. */
  dropRules(node: number): void
  /** The node is gone. */
  drop(node: number): void
  clear(): void
  readonly size: number
  /** In an order that gives the same page. @param at for the properties, which had no time of their own. */
  save(at: number): { properties: FrameEvent[]; kept: T[] }
}

/* IncrementalSource of @rrweb/types: rules of stylesheets and of adopted ones. */
const mutation = 0
const ruleSources = [8, 13]

export function createResidue<T extends Kept>(): Residue<T> {
  let all: { kept: T; node: number; source: number }[] = []
  const lasts = new Map<string, { kept: T; node: number }>()
  const styles = new Map<number, Map<string, unknown>>()
  /** Nodes that something in `all` or `lasts` is about. */
  const concerned = new Set<number>()

  return {
    keep(kept, node, isLastOnly) {
      const source = sourceOf(kept)
      concerned.add(node)
      if (isLastOnly) {
        const key = `${source} ${node}`
        lasts.delete(key)
        lasts.set(key, { kept, node })
      } else all.push({ kept, node, source })
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
      all = all.filter((one) => one.node !== node || !ruleSources.includes(one.source))
    },
    drop(node) {
      styles.delete(node)
      if (!concerned.delete(node)) return
      all = all.filter((one) => one.node !== node)
      for (const [key, one] of lasts) if (one.node === node) lasts.delete(key)
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
    save: (at) => ({
      properties: styles.size > 0 ? [toPropertyFrame(styles, at)] : [],
      kept: [...all, ...lasts.values()].map(({ kept }) => kept),
    }),
  }
}

function toPropertyFrame(
  styles: ReadonlyMap<number, ReadonlyMap<string, unknown>>,
  at: number,
): FrameEvent {
  const attributes = [...styles].map(([id, properties]) => ({
    id,
    attributes: { style: Object.fromEntries(properties) },
  }))
  return toMutation(at, { attributes })
}

/** A change of the tree that was never recorded as such. */
export function toMutation(at: number, changes: Record<string, unknown[]>): FrameEvent {
  const data = { source: mutation, texts: [], attributes: [], removes: [], adds: [], ...changes }
  return { type: 3, timestamp: at, data }
}

function sourceOf({ frame: { data } }: Kept): number {
  return isObject(data) ? Number(data['source'] ?? -1) : -1
}
