import type { Storms } from '../budget/storms.ts'
import { noteType } from '../privacy/readable-field.ts'
import { createObserver, getAttribute, host, isElement, parentNode, tagOf } from './access.ts'
import { collectAdds, isShadow } from './collect-adds.ts'
import { describeAttributes, describeText, type OnAttribute } from './describe-changes.ts'
import { appliesNowhere } from './element-state.ts'
import { type RecordContext, source } from './record-context.ts'

export interface Mutations {
  observe(root: Node): void
  /** Takes what the observer has not been told yet. */
  flush(): void
  /** A node has been written down as it stands: what is known to have changed of it is in there. */
  written(node: Node): void
  /** The stylesheet of this element has been switched off or on. */
  switched(owner: Element): void
  /** A node that has no place in the frame that is being made: it gets one in the next. */
  later(node: Node): void
  /** Forgets all changes: the whole page is about to be written down. */
  reset(): void
  stop(): void
}

export interface OnMutation extends OnAttribute {
  /** Whether a change is looked at, while recording costs too much. */
  admits: Storms['admits']
  /** The markup of a textarea, which is its value for as long as nobody has typed. */
  field(textarea: Element): void
}

interface Remove {
  parentId: number
  id: number
  isShadow?: true
}

/** A textarea's text is its value, and a frame holds a document. */
const holdsNothing = /^(?:textarea|iframe)$/

/**
 * Watches what is added, moved, removed and changed: all of the page, its shadow trees and its frames by
 * one observer, so that what moves from one to another is told in its order. Only which nodes changed is
 * kept; they are compared with the frames when they are written down.
 */
export function observeMutations(context: RecordContext, on: OnMutation): Mutations {
  const {
    scope: { budget },
    mirror,
    keep,
    goOn,
    room,
    levelOf,
    write,
  } = context
  const added = new Set<Node>()
  const texts = new Set<Node>()
  /** The names of attributes, each with its namespace. */
  const changed = new Map<Element, Map<string, string | null>>()
  let removes: Remove[] = []
  /** Within a batch of records. */
  const gone = new Set<Node>()
  let isKept = false
  /** Some of what is to come was there before. */
  let isOld = false

  const observer = createObserver((records) => take(records))

  function take(records: readonly MutationRecord[]): void {
    if (records.length === 0) return
    budget.charge(() => {
      for (const record of records) {
        if (on.admits(record)) note(record)
        else record.removedNodes.forEach((node) => gone.add(node))
      }
      // Not before all of them are known: what was moved into a removed one has to be told, too.
      gone.forEach(mirror.forget)
      gone.clear()
      keepMake()
    })
  }

  function keepMake(): void {
    if (isKept || added.size + texts.size + changed.size + removes.length === 0) return
    isKept = true
    keep(make)
  }

  function note(record: MutationRecord): void {
    const { type, target } = record
    if (type === 'childList') noteChildren(record)
    else if (type === 'attributes') noteAttribute(record)
    else if (mirror.idOf(target) > 0) texts.add(target)
    else lookAtTextarea(parentNode(target))
  }

  function noteChildren({ target, addedNodes, removedNodes }: MutationRecord): void {
    if (lookAtTextarea(target)) return
    const outer = host(target)
    for (const node of removedNodes) {
      added.delete(node)
      const id = mirror.idOf(node)
      if (id === 0 || gone.has(node)) continue
      const remove: Remove = { parentId: mirror.knownId(outer ?? target), id }
      if (outer) remove.isShadow = true
      removes.push(remove)
      gone.add(node)
    }
    for (const node of addedNodes) added.add(node)
  }

  function lookAtTextarea(node: Node | null): boolean {
    if (!node || !isElement(node) || tagOf(node) !== 'textarea') return false
    if (mirror.idOf(node) > 0) on.field(node)
    return true
  }

  function noteAttribute({
    target,
    attributeName,
    attributeNamespace,
    oldValue,
  }: Pick<MutationRecord, 'target' | 'attributeName' | 'attributeNamespace' | 'oldValue'>): void {
    const element = target as Element
    if (attributeName === 'type') noteType(element, oldValue)
    if (!attributeName || mirror.idOf(element) === 0) return
    if (getAttribute(element, attributeName, attributeNamespace) === oldValue) return
    const names = changed.get(element) ?? new Map<string, string | null>()
    changed.set(element, names.set(attributeName, attributeNamespace))
  }

  function make(): object | null {
    isKept = false
    // Those that are written down as part of what was added are taken out of all lists.
    const adds = collectAdds(added, mirror, room, (node, parent) => {
      if (levelOf(parent) === 'block' || (isElement(parent) && holdsNothing.test(tagOf(parent)))) {
        return null
      }
      const written = write(node, parent, isOld)
      if (written && isShadow(parent)) written.isShadow = true
      return written
    })
    const data = {
      source: source.mutation,
      adds,
      removes,
      texts: [...texts].flatMap((node) => describeText(node, context)),
      attributes: [...changed].flatMap(([element, names]) =>
        describeAttributes(element, names, context, on),
      ),
    }
    texts.clear()
    changed.clear()
    removes = []
    if (added.size > 0) makeMore()
    else isOld = false
    return adds.length + data.removes.length + data.texts.length + data.attributes.length > 0
      ? data
      : null
  }

  function makeMore(): void {
    if (isKept) return
    isKept = true
    goOn(make)
  }

  return {
    observe: (root) =>
      observer.observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeOldValue: true,
      }),
    flush: () => take(observer.takeRecords()),
    written(node) {
      added.delete(node)
      texts.delete(node)
      changed.delete(node as Element)
    },
    switched(target) {
      const media = { attributeName: 'media', attributeNamespace: null, oldValue: appliesNowhere }
      noteAttribute({ target, ...media })
      keepMake()
    },
    later(node) {
      added.add(node)
      makeMore()
    },
    reset() {
      reset()
      isOld = true
    },
    stop() {
      observer.disconnect()
      reset()
    },
  }

  function reset(): void {
    observer.takeRecords()
    added.clear()
    texts.clear()
    changed.clear()
    removes = []
    isKept = false
  }
}
