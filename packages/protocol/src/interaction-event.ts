import type { ElementReference, Timed } from './element-reference.ts'
import type { ClickEvent } from './timeline-event.ts'

/** Comes after the two clicks that make it up. */
export interface DoubleClickEvent extends Omit<ClickEvent, 'type'> {
  type: 'double-click'
}

/** From the first finger's coming down to the last one's leaving. */
export interface TouchEvent extends Timed {
  type: 'touch'
  /** `tap`: short and in one place; `hold`: in one place for longer; `move`: a swipe, a drag, a pinch. */
  gesture: 'tap' | 'hold' | 'move'
  /** The most that touched at the same time. */
  fingers: number
  /** The way of the first finger: `[ms since at, x, y]` each, in CSS pixels of the viewport. */
  points: readonly (readonly [number, number, number])[]
  element: ElementReference
}

/** The mouse rested on something that can be used. */
export interface HoverEvent extends Timed {
  type: 'hover'
  durationMs: number
  element: ElementReference
}

/** An element had the focus, from `at` on. */
export interface FocusEvent extends Timed {
  type: 'focus'
  /** Rounded to tenths of a second. */
  durationMs: number
  /** How often it had been focused before on this page. */
  refocuses: number
  /** Of a field that a person fills in: whether its value changed meanwhile. */
  changed?: boolean
  element: ElementReference
}

/** Something was selected; what, is not here. */
export interface SelectionEvent extends Timed {
  type: 'selection'
  /** Up to 20 characters, up to 200, or more. Missing within what a person enters. */
  size?: 'short' | 'medium' | 'long'
  /** What holds all of the selection. */
  element: ElementReference
}

/** The clipboard was used; its content is not here. */
export interface ClipboardEvent extends Timed {
  type: 'clipboard'
  action: 'copy' | 'cut' | 'paste'
  element: ElementReference
}

/** A drag by the browser's own drag and drop, from `at` on; what was carried is not here. */
export interface DragEvent extends Timed {
  type: 'drag'
  /** Null for what comes from outside, such as a file. */
  from: ElementReference | null
  /** Null if it was not dropped on anything that takes it. */
  to: ElementReference | null
}
