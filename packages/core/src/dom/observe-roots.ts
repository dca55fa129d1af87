import { isConnected, parentNode, shadowRoot } from './access.ts'
import type { Inputs } from './observe-inputs.ts'
import { observeCall } from './observe-call.ts'
import type { Mutations } from './observe-mutations.ts'
import type { Pointer } from './observe-pointer.ts'
import type { Positions } from './observe-positions.ts'
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
  mutations: Mutations
  inputs: Inputs
  pointer: Pointer
  positions: Positions
  styles: Styles
}

/** Documents and shadow trees: the page itself, what it is nested in, and what comes later. */
export function observeRoots(
  { scope, mirror, keep, levelOf, write }: RecordContext,
  { mutations, inputs, pointer, positions, styles }: Observers,
): Roots {
  const undo = createUndoList()

  function observe(root: Document | ShadowRoot): void {
    styles.adopt(root)
    if (undo.has(root)) return
    mutations.observe(root)
    undo.add(root, inputs.observe(root))
    undo.add(root, positions.observe(root))
    if (!('defaultView' in root)) return
    undo.add(root, pointer.observe(root))
    const realm = root.defaultView
    if (realm && !undo.has(realm)) patchRealm(realm)
  }

  /** A frame's first document and the one after share a window. */
  function patchRealm(realm: Window & typeof globalThis): void {
    const undos = [
      ...inputs.patch(realm),
      ...styles.patch(realm),
      observeCall(realm.Element.prototype, 'attachShadow', (self) => {
        const element = self as Element
        const attached = shadowRoot(element)
        if (attached && mirror.idOf(element) > 0) observe(attached)
      }),
    ]
    undos.forEach((one) => undo.add(realm, one))
  }

  function showFrame(frame: HTMLIFrameElement): void {
    keep(() => {
      const id = mirror.idOf(frame)
      const content = contentOf(frame)
      if (id === 0 || !content || mirror.idOf(content) > 0 || levelOf(frame) === 'block')
        return null
      mirror.addFrame(frame, content)
      const node = write(content, null)
      observe(content)
      return {
        source: source.mutation,
        adds: [{ parentId: id, nextId: null, node }],
        removes: [],
        texts: [],
        attributes: [],
        isAttachIframe: true,
      }
    })
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
      const onLoad = (): void =>
        keep(() => {
          if (mirror.idOf(link) === 0 || !isConnected(link)) return null
          const node = write(link, parentNode(link))
          if (!node?.attributes || !('_cssText' in node.attributes)) return null
          const attributes = [{ id: node.id, attributes: node.attributes }]
          return { source: source.mutation, adds: [], removes: [], texts: [], attributes }
        })
      undo.add(link, scope.listen(link, 'load', onLoad))
    },
    stop: () => undo.run(),
  }
}

/** null while it still shows the empty document that a frame begins with, and if it is not to be read. */
function contentOf(frame: HTMLIFrameElement): Document | null {
  try {
    const { contentDocument, src } = frame
    const isYetEmpty =
      contentDocument?.location.href === 'about:blank' && src !== '' && src !== 'about:blank'
    return isYetEmpty ? null : contentDocument
  } catch {
    return null
  }
}
