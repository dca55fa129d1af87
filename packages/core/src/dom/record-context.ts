import type { CaptureScope } from '../capture/scope.ts'
import type { PrivacyLevel } from '../privacy/privacy-level.ts'
import type { Make, Room } from './frame-queue.ts'
import type { Mirror } from './mirror.ts'
import type { SerializedNode } from './serialized-node.ts'

/** What everything that observes the DOM is handed. */
export interface RecordContext {
  scope: CaptureScope
  mirror: Mirror
  /**
   * Keeps the place of a change in the frames. What it looks like is asked for in a later task: by then
   * the page has been marked as far as its code marks it.
   *
   * @returns whether it will be asked for: not while recording costs too much.
   */
  keep(make: Make): boolean
  /** Goes on with the frame that is being made in another task, if there is no room left in this one. */
  goOn(make: Make): void
  room: Room
  /** The level of a node, within `make`. */
  levelOf(node: Node): PrivacyLevel
  /**
   * Puts a node into the frames, within `make`.
   *
   * @param parent null for a document.
   * @param isOld whether somebody may have scrolled it already. Default: only documents.
   */
  write(node: Node, parent: Node | null, isOld?: boolean): SerializedNode | null
}

/** rrweb's number for an event that is a change. */
export const incremental = 3

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
