import type { TimelineEvent } from '@playhead/protocol'
import type { Budget } from '../budget/budget.ts'
import type { Clock } from '../page/clock.ts'
import type { Listen } from '../page/listen.ts'
import type { PlayheadError } from '../playhead-error.ts'
import type { Policy } from '../privacy/policy.ts'

/** What every tracker is handed. */
export interface CaptureScope {
  clock: Clock
  budget: Budget
  listen: Listen
  policy: Policy
  /**
   * The node's id in the frames, if it is there.
   * @param isToCome also of one that is in the page and has yet to be written down.
   */
  nodeId(node: Node, isToCome?: boolean): number | undefined
  /** Whether this is a request of ours: it is not recorded. */
  isOwnUrl(url: string): boolean
  /** A request of the application's begins, other than a beacon. */
  onRequest(method: string): void
  /** Where this page is recorded into the one around it: the number after which those of its nodes begin. */
  firstNodeId?: number
  /** Where it is: asks the page around it for numbers for a page that is nested in this one. */
  reserveIds?(take: (firstId: number) => void): void
  /** A frame shows a page of another origin, of which nothing can be read from here. */
  onForeignFrame?(frame: HTMLIFrameElement): void
  /** There is another document, or a shadow tree. */
  onRoot(root: Document | ShadowRoot): void
  report(error: PlayheadError): void
}

export type EmitTimeline = (event: TimelineEvent) => void

export interface Tracker {
  /** Undoes every listener and patch. */
  stop(): void
  /** A recording begins or goes on in another session: say what holds now. */
  begin?(): void
  /** Hand over what is being gathered: a segment is about to be closed. */
  drain?(): void
  /** @returns when what has happened so far is on the timeline, or can be drained. */
  settle?(): Promise<void>
}
