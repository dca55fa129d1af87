import type { CaptureScope } from '../capture/scope.ts'
import type { PrivacyLevel } from '../privacy/privacy-level.ts'
import type { Mirror } from './mirror.ts'
import type { SerializedNode } from './serialize.ts'

/** What everything that observes the DOM is handed. */
export interface RecordContext {
  scope: CaptureScope
  mirror: Mirror
  /**
   * Keeps the place of a change in the frames. What it looks like is asked for in the next task: by then
   * the page has been marked as far as its code marks it.
   *
   * @param make the frame's data; null if nothing is left to tell.
   */
  keep(make: () => object | null): void
  /** The level of a node, within `make`. */
  levelOf(node: Node): PrivacyLevel
  /** Puts a node into the frames, within `make`. @param parent null for a document. */
  write(node: Node, parent: Node | null): SerializedNode | null
}

/** rrweb's numbers for kinds of change. */
export const source = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  media: 7,
  styleSheetRule: 8,
  drag: 12,
  styleDeclaration: 13,
  adoptedStyleSheet: 15,
} as const
