/** A value that JSON can carry. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

export interface Timed {
  /** ms since the Unix epoch. */
  at: number
  /** The origin of the frame that it was recorded in, if that is not the page's own. */
  frame?: string
}

/** An element as the timeline names it; never its value, and its text only if that is not masked. */
export interface ElementReference {
  /** A CSS selector meant to survive re-renders and builds. */
  selector: string
  /** Lower-case tag name. */
  tag: string
  /** ARIA role, explicit or implied. */
  role?: string
  /** Accessible name, if the privacy rules let it be read. */
  name?: string
  /** The component it belongs to, as its source names it. */
  component?: string
  /** The node's id in the frames, to highlight it in the player. */
  node?: number
}
