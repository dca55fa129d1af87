import type { FrustrationEvent, TimelineEvent } from '@playhead/protocol'

/** What a signal says; of an element only what its reference tells. */
export type TellFrustration = (event: Omit<FrustrationEvent, 'type'>) => void

/** One kind of frustration that is looked out for. */
export interface Signal {
  stop(): void
  /** A recording begins, on a new page or in a new session. */
  begin?(): void
  /** Something came onto the timeline. */
  look?(event: TimelineEvent): void
  /** @returns when what has happened so far is judged, or waits to be. */
  settle?(): Promise<void>
  /** The application sends a request. */
  request?(method: string): void
}
