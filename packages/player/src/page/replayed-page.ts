import type { FrameEvent } from '@playhead/protocol'
import type { Step } from '../read-frames.ts'
import { createReplayer, destroyReplayer } from './create-replayer.ts'
import { createHover } from './hover.ts'
import { findScrolled, scrollAdded } from './scroll-added.ts'
import { createShownAnimations } from './show-animations.ts'
import { showCanvases } from './show-canvases.ts'
import { isFont, showFont } from './show-fonts.ts'
import { type Preferences, showPreferences } from './show-preferences.ts'
import { showTopLayer } from './show-top-layer.ts'
import { toEvent } from './to-event.ts'
import { toPagePoint } from './to-page-point.ts'
import { bringsMark, isMutation, toAddedNodes } from './tree-changes.ts'

/** A point of the page, in CSS pixels of its viewport, and the element the pointer was over. */
interface PagePoint {
  x: number
  y: number
  node: number
}

/** The recorded page, rebuilt in a sandboxed iframe. Everything is applied at once: nothing here waits. */
export interface ReplayedPage {
  readonly iframe: HTMLIFrameElement
  /**
   * Replaces the page by a full snapshot.
   * @param broken frames that could not be followed until then. Default 0.
   */
  rebuild(frame: FrameEvent, broken?: number): void
  /** Applies changes in order. Those of scroll positions come last, as only their outcome counts. */
  apply(steps: readonly Step[]): void
  /** What the visitor had told the browser at this moment; null if that is not known. */
  prefer(preferences: Preferences | null): void
  /** Puts what code animated to a moment, ms since the Unix epoch. */
  animateTo(at: number): void
  /** Marks what the pointer is over, so that `:hover` rules apply; -1 for nothing. */
  hover(node: number): void
  /** Where a point of a nested document lies in the page. */
  locate(point: PagePoint): { x: number; y: number }
  /** Shows nothing. */
  clear(): void
  /** Frames since the last snapshot, with it, that could not be applied: a hostile or broken page wrote them. */
  readonly brokenFrames: number
  destroy(): void
}

/** @param root must be connected to the document, since rrweb checks the sandbox before it builds. */
export function createReplayedPage(root: HTMLElement): ReplayedPage {
  let brokenFrames = 0
  let isBroken = false
  let preferences: Preferences | null = null
  const animations = createShownAnimations()
  /** Whether the page's own questions have been replaced. */
  let isPreferred = false
  const warn = (): void => {
    isBroken = true
  }
  let replayer = createReplayer(root, warn)
  let ownDocument = replayer.iframe.contentDocument
  let hover = createHover()

  function start(): void {
    replayer = createReplayer(root, warn)
    ownDocument = replayer.iframe.contentDocument
    hover = createHover()
  }

  /** A recorded page can send its iframe elsewhere (meta refresh). It is rebuilt in a new one then. */
  function keepOwnDocument(): void {
    if (replayer.iframe.contentDocument === ownDocument) return
    destroyReplayer(replayer)
    start()
  }

  function cast(frame: FrameEvent): void {
    if (isFont(frame.data)) {
      if (!showFont(replayer.iframe.contentDocument, frame.data)) brokenFrames++
      return
    }
    const { context } = replayer.service.state
    // rrweb applies at once what lies before its baseline and gives all else a timer.
    context.baselineTime = frame.timestamp + 1
    const has = (id: number): boolean => replayer.getMirror().getNode(id) !== null
    isBroken = false
    try {
      replayer.service.send({ type: 'ADD_EVENT', payload: { event: toEvent(frame, has) } })
    } catch {
      isBroken = true
    }
    // It lets nodes without a known parent go in silence.
    if (isBroken || !toAddedNodes(frame).every(has)) brokenFrames++
    // It keeps every event; only the first is ever looked at again, to place media in time.
    context.events.length = Math.min(context.events.length, 1)
  }

  /** A modal dialog that opens takes the focus to its page, and the keyboard from the viewer. */
  function keepFocus(): () => void {
    const { ownerDocument } = root
    const focused = ownerDocument.activeElement as HTMLElement | null
    return () => {
      if (ownerDocument.activeElement !== replayer.iframe) return
      replayer.iframe.blur()
      focused?.focus({ preventScroll: true })
    }
  }

  /** What the recording says and no node shows by itself. */
  function finish(hasMarks = false): void {
    const page = replayer.iframe.contentDocument
    if (!page) return
    showCanvases(page)
    if (hasMarks) {
      showTopLayer(page)
      animations.look(page)
    }
    if (preferences) isPreferred = showPreferences(page, preferences, isPreferred)
  }

  return {
    get iframe() {
      return replayer.iframe
    },
    get brokenFrames() {
      return brokenFrames
    },
    rebuild(frame, broken = 0) {
      const giveBack = keepFocus()
      keepOwnDocument()
      hover = createHover()
      brokenFrames = broken
      replayer.service.state.context.events.length = 0
      clearDocumentState(replayer.iframe.contentDocument)
      cast(frame)
      dropPausedMark(replayer.iframe.contentDocument)
      finish(true)
      giveBack()
    },
    apply(steps) {
      const giveBack = keepFocus()
      hover.leave()
      const scrolls = new Map<number, FrameEvent>()
      const scrolled = []
      for (const step of steps) {
        if (step.kind === 'change') {
          cast(step.frame)
          if (isMutation(step.frame.data)) scrolled.push(...findScrolled(step.frame.data.adds))
        }
        if (step.kind === 'scroll') scrolls.set(step.node, step.frame)
        if (step.kind === 'unreadable') brokenFrames++
      }
      scrollAdded(scrolled, (id) => replayer.getMirror().getNode(id))
      // Each asks for a layout, and a seek may pass thousands.
      for (const frame of scrolls.values()) cast(frame)
      finish(steps.some(bringsMark))
      giveBack()
    },
    prefer(next) {
      if (next === preferences) return
      preferences = next
      finish()
    },
    animateTo: animations.show,
    hover(id) {
      hover.enter(id < 0 ? null : replayer.getMirror().getNode(id))
    },
    locate({ x, y, node }) {
      const element = node < 0 ? null : replayer.getMirror().getNode(node)
      return toPagePoint(x, y, element?.ownerDocument ?? null, replayer.iframe)
    },
    clear() {
      keepOwnDocument()
      hover = createHover()
      brokenFrames = 0
      const page = replayer.iframe.contentDocument
      page?.open()
      page?.close()
      clearDocumentState(page)
      replayer.getMirror().reset()
    },
    destroy: () => destroyReplayer(replayer),
  }
}

/** What belongs to the document and not to its tree: opening it anew does not take it away. */
function clearDocumentState(page: Document | null): void {
  if (!page) return
  page.adoptedStyleSheets = []
  page.fonts.clear()
}

/** rrweb marks the page as paused, which here it always is. */
function dropPausedMark(page: Document | null): void {
  const html = page?.documentElement
  html?.classList.remove('rrweb-paused')
  if (html?.getAttribute('class') === '') html.removeAttribute('class')
}
