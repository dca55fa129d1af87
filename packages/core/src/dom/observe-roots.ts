import { frameElsewhere } from '@playhead/protocol/recording'
import {
  firstChild,
  isConnected,
  nextSibling,
  noteShadowRoot,
  parentNode,
  viewOf,
} from './access.ts'
import type { Inputs } from './observe-inputs.ts'
import { observeCall } from './observe-call.ts'
import type { Mutations } from './observe-mutations.ts'
import type { Pointer } from './observe-pointer.ts'
import type { Positions } from './observe-positions.ts'
import type { RareThings } from './observe-rare.ts'
import type { Styles } from './observe-styles.ts'
import { type RecordContext, source } from './record-context.ts'
import { createUndoList } from './undo-list.ts'

export interface Roots {
  /** Begins to observe a document or a shadow tree, unless it is observed. */
  observe(root: Document | ShadowRoot): void
  /** Puts what a frame shows into the frames, now and whenever it shows another document. */
  frame(frame: HTMLIFrameElement): void
  /** Tells of a stylesheet once it has been loaded. */
  link(link: HTMLLinkElement): void
  stop(): void
}

interface Observers {
  rare: RareThings
  mutations: Mutations
  inputs: Inputs
  pointer: Pointer
  positions: Positions
  styles: Styles
}

/** Documents and shadow trees: the page itself, what it is nested in, and what comes later. */
export function observeRoots(
  { scope, mirror, keep, levelOf, write }: RecordContext,
  { rare, mutations, inputs, pointer, positions, styles }: Observers,
): Roots {
  const undo = createUndoList()

  function observe(root: Document | ShadowRoot): void {
    styles.adopt(root)
    rare.look(root)
    if (undo.has(root)) return
    scope.onRoot(root)
    mutations.observe(root)
    undo.add(root, inputs.observe(root))
    undo.add(root, positions.observe(root))
    undo.add(root, rare.observe(root))
    if (!('defaultView' in root)) return
    undo.add(root, pointer.observe(root))
    const realm = viewOf(root)
    if (realm && !undo.has(realm.Element)) patchRealm(realm)
  }

  /** A frame's window stays when it goes elsewhere; what is in it does not. */
  function patchRealm(realm: Window & typeof globalThis): void {
    const undos = [
      ...inputs.patch(realm),
      ...styles.patch(realm),
      ...rare.patch(realm),
      observeCall(realm.Element.prototype, 'attachShadow', (self, _, result) => {
        const root = result as ShadowRoot
        scope.onRoot(root)
        noteShadowRoot(root)
        if (mirror.idOf(self as Element) > 0) observe(root)
      }),
    ]
    undos.forEach((one) => undo.add(realm.Element, one))
  }

  function showFrame(frame: HTMLIFrameElement): void {
    keep(() => {
      const id = mirror.idOf(frame)
      const content = contentOf(frame)
      if (id === 0 || content === undefined || levelOf(frame) === 'block') return null
      if (!content) scope.onForeignFrame?.(frame)
      const before = mirror.showFrame(frame, content)
      if (content ? mirror.idOf(content) > 0 : before === null) return null
      const told = { source: source.mutation, texts: [] }
      if (!content) {
        const attributes = [{ id, attributes: { [frameElsewhere]: '' } }]
        return { ...told, adds: [], removes: before ? removesOf(before) : [], attributes }
      }
      const isBack = before === null
      const node = write(content, null)
      observe(content)
      positions.look(content)
      return {
        ...told,
        adds: [{ parentId: id, nextId: null, node }],
        removes: [],
        attributes: isBack ? [{ id, attributes: { [frameElsewhere]: null } }] : [],
        isAttachIframe: true,
      }
    })
  }

  function removesOf(document: Document): object[] {
    const removes: object[] = []
    const parentId = mirror.knownId(document)
    for (let child = firstChild(document); child; child = nextSibling(child)) {
      removes.push({ parentId, id: mirror.knownId(child) })
    }
    return removes
  }

  return {
    observe,
    frame(frame) {
      showFrame(frame)
      if (!undo.has(frame))
        undo.add(
          frame,
          scope.listen(frame, 'load', () => showFrame(frame)),
        )
    },
    link(link) {
      if (undo.has(link)) return
      const onLoad = (): boolean =>
        keep(() => {
          if (mirror.idOf(link) === 0 || !isConnected(link)) return null
          const node = write(link, parentNode(link))
          if (!node?.attributes || !('_cssText' in node.attributes)) return null
          const attributes = [{ id: node.id, attributes: { media: null, ...node.attributes } }]
          return { source: source.mutation, adds: [], removes: [], texts: [], attributes }
        })
      undo.add(link, scope.listen(link, 'load', onLoad))
    },
    stop: () => undo.run(),
  }
}

/** null if it is a page of another origin; undefined while it still shows the empty one that it begins with. */
function contentOf(frame: HTMLIFrameElement): Document | null | undefined {
  try {
    const { contentDocument, src } = frame
    const isYetEmpty =
      contentDocument?.location.href === 'about:blank' && src !== '' && src !== 'about:blank'
    return isYetEmpty ? undefined : contentDocument
  } catch {
    return null
  }
}
