/*
 * What of rrweb's frames goes without saying is left out on the wire: it writes each node that is added as
 * an entry of its own, with three ids, and spells every key. A short frame is an array:
 *
 *     [timestamp, source, …]   a change; a kind without a form of its own has its data as they are
 *     [timestamp, -2, node, initialOffset]   a full snapshot
 *
 *     0, removes, adds, texts, attributes, rest   changes of the DOM; null for an empty list
 *       removes     [[parentId, id, …], …]; parentId is negative for a shadow tree's nodes
 *       adds        [parentId, nextId, node, node, …]; both ids are left out where the parent is that of
 *                   the entry before, and the next node the one before. At first: the last remove's
 *                   parent, and no next node
 *       texts       [id, value, …]
 *       attributes  [id, attributes, …]
 *     1, 6, 12: x, y, id, timeOffset, …   positions; each number as the distance from the one before
 *     others: the values of `tellingKeys`, without those at the end that are missing; null for one that is
 *
 * Ids in `removes`, `texts` and `attributes` are distances from the one before. A node is
 *
 *     "text", or [id, "text"]
 *     ["tag", id, {attributes}, child, …]   "/tag" in SVG; without what is empty
 *     {…}                                   as rrweb has it, but for its id and its children
 *
 * and its id is left out where it is one more than that of the node before: in a change of the DOM that is,
 * at first, the one removed last. `rootId` is left out where the node around has the same.
 */

/** Sources whose data are positions. */
export const pointerSources: ReadonlySet<number> = new Set([1, 6, 12])

/** By source: what else its data have. */
export const tellingKeys: Readonly<Record<number, readonly string[]>> = {
  2: ['type', 'id', 'x', 'y', 'pointerType'],
  3: ['id', 'x', 'y'],
  5: ['id', 'text', 'isChecked'],
}
