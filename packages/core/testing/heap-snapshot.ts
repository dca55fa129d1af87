import type { CDPSession } from 'playwright-core'

/** As V8 writes it down: rows of numbers, whose columns are named in `meta`. */
interface Snapshot {
  snapshot: {
    meta: {
      node_fields: string[]
      node_types: [string[], ...unknown[]]
      edge_fields: string[]
    }
  }
  nodes: number[]
  edges: number[]
  strings: string[]
}

/** What a page keeps on its heap, in numbers that grow if something is kept that should not be. */
export interface Heap {
  /** Nodes of the DOM that are in no document, and that scripts can still reach. */
  detached: number
  /** Entries of all maps and sets. */
  entries: number
}

const isDetached = 2

/** Takes a heap snapshot, which collects garbage first, and counts what is in it. */
export async function readHeap(devtools: CDPSession): Promise<Heap> {
  const chunks: string[] = []
  const onChunk = ({ chunk }: { chunk: string }): void => void chunks.push(chunk)
  devtools.on('HeapProfiler.addHeapSnapshotChunk', onChunk)
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  devtools.off('HeapProfiler.addHeapSnapshotChunk', onChunk)
  return count(JSON.parse(chunks.join('')) as Snapshot)
}

function count({ snapshot: { meta }, nodes, edges, strings }: Snapshot): Heap {
  const node = toColumns(meta.node_fields)
  const edge = toColumns(meta.edge_fields)
  const heap: Heap = { detached: 0, entries: 0 }
  let at = 0
  for (let row = 0; row < nodes.length; row += node.width) {
    const read = (of: number, column: string): number => nodes[of + node.at(column)] ?? 0
    const isObject = meta.node_types[0][read(row, 'type')] === 'object'
    const isCollection = isObject && /^(?:Map|Set)$/.test(strings[read(row, 'name')] ?? '')
    const end = at + read(row, 'edge_count') * edge.width
    if (read(row, 'detachedness') === isDetached) heap.detached++
    for (; at < end; at += edge.width) {
      if (!isCollection) continue
      const label = edges[at + edge.at('name_or_index')] ?? 0
      const table = edges[at + edge.at('to_node')] ?? 0
      if (strings[label] === 'table') heap.entries += read(table, 'edge_count')
    }
  }
  return heap
}

function toColumns(names: readonly string[]): { width: number; at(name: string): number } {
  const places = new Map(names.map((name, place) => [name, place]))
  return {
    width: names.length,
    at(name) {
      const place = places.get(name)
      if (place === undefined) throw new Error(`Heap snapshots have no ${name} any more.`)
      return place
    },
  }
}
