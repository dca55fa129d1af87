interface FrameManagerOptions {
  mutationCb(change: object): void
  mirror: { getId(node: Node | null): number }
  stylesheetManager: { adoptStyleSheets(sheets: readonly CSSStyleSheet[], hostId: number): void }
}

/** Puts the documents of same-origin frames into the recording. */
export function createFrameManager({ mutationCb, mirror, stylesheetManager }: FrameManagerOptions) {
  let onLoad: (frame: HTMLIFrameElement) => void = () => undefined
  return {
    addLoadListener(listener: typeof onLoad): void {
      onLoad = listener
    },
    attachIframe(frame: HTMLIFrameElement, node: unknown): void {
      mutationCb({
        adds: [{ parentId: mirror.getId(frame), nextId: null, node }],
        removes: [],
        texts: [],
        attributes: [],
        isAttachIframe: true,
      })
      onLoad(frame)
      const sheets = frame.contentDocument?.adoptedStyleSheets ?? []
      if (sheets.length > 0) {
        stylesheetManager.adoptStyleSheets(sheets, mirror.getId(frame.contentDocument))
      }
    },
  }
}
