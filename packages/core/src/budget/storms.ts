import type { Clock } from '../page/clock.ts'
import { contains, host, parentNode } from '../dom/access.ts'
import type { Budget } from './budget.ts'

/** The page's changes, of which some are passed over while recording costs too much. */
export interface Storms {
  admits(mutation: MutationRecord): boolean
  /** Looks for the element that most of the latest changes are in; they may be all over the page. */
  choose(): void
  /** The element that has been chosen. */
  stormy(): Element | null
  /** Nothing is passed over for the sake of that element any more. */
  forget(): void
}

/** Changes of attributes of one node: so many at once, then so many per second. */
const bucket = { size: 20, perSecond: 10 }
const remembered = 200

export function createStorms(budget: Budget, clock: Clock): Storms {
  let buckets = new WeakMap<Node, { tokens: number; at: number }>()
  /** Weakly, as what changes most also goes most. */
  let latest: WeakRef<Node>[] = []
  let count = 0
  let stormy: WeakRef<Element> | null = null

  function takeToken(node: Node): boolean {
    const at = clock.now()
    const before = buckets.get(node) ?? { tokens: bucket.size, at }
    const refilled = before.tokens + ((at - before.at) / 1_000) * bucket.perSecond
    const tokens = Math.min(bucket.size, refilled)
    buckets.set(node, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    return tokens >= 1
  }

  return {
    admits({ type, target }) {
      if (!budget.leavesOut('attribute-storms')) return true
      latest[count++ % remembered] = new WeakRef(target)
      const chosen = stormy?.deref()
      if (budget.leavesOut('frames') || (chosen && contains(chosen, target))) return false
      return type !== 'attributes' || takeToken(target)
    },
    choose() {
      const chosen = deepestOfMost(latest.flatMap((one) => one.deref() ?? []))
      stormy = chosen && new WeakRef(chosen)
    },
    stormy() {
      const chosen = stormy?.deref()
      return chosen?.isConnected ? chosen : null
    },
    forget() {
      stormy = null
      latest = []
      buckets = new WeakMap()
    },
  }
}

/** The innermost element that more than half of the nodes are in. */
function deepestOfMost(nodes: readonly Node[]): Element | null {
  const counts = new Map<Node, number>()
  for (const node of nodes) {
    for (let at: Node | null = node; at; at = parentNode(at) ?? host(at)) {
      counts.set(at, (counts.get(at) ?? 0) + 1)
    }
  }
  // What is further in has been counted before what it is in, so the first is the innermost.
  for (const [node, count] of counts) {
    if (count * 2 > nodes.length && isPart(node)) return node
  }
  return null
}

/** Not the page as a whole: in its place nothing can be shown. */
function isPart(node: Node): node is Element {
  return (
    node instanceof Element &&
    node !== document.documentElement &&
    node !== document.body &&
    node.isConnected
  )
}
