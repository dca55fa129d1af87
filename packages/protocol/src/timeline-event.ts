import type { ElementReference, JsonValue, Timed } from './element-reference.ts'
import type { FrustrationEvent } from './frustration-event.ts'
import type {
  ClipboardEvent,
  DoubleClickEvent,
  DragEvent,
  FocusEvent,
  HoverEvent,
  SelectionEvent,
  TouchEvent,
} from './interaction-event.ts'
import type { NetworkDetailEvent, NetworkEvent, SocketEvent } from './network-event.ts'
import type {
  ConnectionEvent,
  FlagsEvent,
  FullscreenEvent,
  LongFrameEvent,
  OrientationEvent,
  PolicyViolationEvent,
  PreferencesEvent,
  PrintEvent,
  ResourceErrorEvent,
  ViewTransitionEvent,
  VitalEvent,
} from './page-event.ts'
import type { ServerEvent } from './server-event.ts'
import type {
  BudgetEvent,
  ConsentEvent,
  ExcludedEvent,
  LinkEvent,
  SamplingEvent,
  TabEvent,
} from './session-event.ts'

/**
 * The timeline's vocabulary: what a person did and what the application answered, small enough to
 * index, searchable without opening a frame. Everything here has passed the page's privacy rules.
 */
export type TimelineEvent =
  | ClickEvent
  | DoubleClickEvent
  | TouchEvent
  | HoverEvent
  | FocusEvent
  | SelectionEvent
  | ClipboardEvent
  | DragEvent
  | FrustrationEvent
  | KeysEvent
  | InputEvent
  | ScrollEvent
  | MousePathEvent
  | NavigationEvent
  | ViewTransitionEvent
  | ConsoleEvent
  | NetworkEvent
  | NetworkDetailEvent
  | SocketEvent
  | ErrorEvent
  | ResourceErrorEvent
  | PolicyViolationEvent
  | VitalEvent
  | LongFrameEvent
  | CustomEvent
  | IdentifyEvent
  | LinkEvent
  | FlagsEvent
  | ResizeEvent
  | PreferencesEvent
  | OrientationEvent
  | FullscreenEvent
  | PrintEvent
  | ConnectionEvent
  | VisibilityEvent
  | DroppedEvent
  | TabEvent
  | SamplingEvent
  | BudgetEvent
  | ConsentEvent
  | ExcludedEvent
  | ServerEvent

export type TimelineEventType = TimelineEvent['type']

export interface ClickEvent extends Timed {
  type: 'click'
  /** CSS pixels from the viewport's left edge. */
  x: number
  /** CSS pixels from the viewport's top edge. */
  y: number
  /** CSS pixels from the page's left edge. */
  pageX: number
  /** CSS pixels from the page's top edge. */
  pageY: number
  pointer: 'mouse' | 'touch' | 'pen' | 'unknown'
  element: ElementReference
}

/** The keys that may be named. None of them is a character. */
export const namedKeys = [
  'Alt',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'Backspace',
  'CapsLock',
  'ContextMenu',
  'Control',
  'Delete',
  'End',
  'Enter',
  'Escape',
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F11',
  'F12',
  'Home',
  'Insert',
  'Meta',
  'PageDown',
  'PageUp',
  'Shift',
  'Tab',
] as const

export type NamedKey = (typeof namedKeys)[number]

/** Key presses, gathered over a short while. Characters are counted and never told apart. */
export interface KeysEvent extends Timed {
  type: 'keys'
  /** All presses, the named ones included. */
  count: number
  /** Presses by named key. */
  named: Partial<Record<NamedKey, number>>
  /** The focused element, if any. */
  element: ElementReference | null
}

/** A form field's value changed. The value is not here, nor its length. */
export interface InputEvent extends Timed {
  type: 'input'
  element: ElementReference
}

export interface ScrollEvent extends Timed {
  type: 'scroll'
  /** CSS pixels scrolled from the left. */
  x: number
  /** CSS pixels scrolled from the top. */
  y: number
  /** The lowest part seen, from 0 (top) to 1 (end) of the scrolled content. */
  depth: number
  /** The scrolled element; null for the page itself. */
  element: ElementReference | null
}

export interface MousePathEvent extends Timed {
  type: 'mouse-path'
  /** `[ms since at, x, y]` each, in CSS pixels of the viewport. */
  points: readonly (readonly [number, number, number])[]
}

export interface NavigationEvent extends Timed {
  type: 'navigation'
  /**
   * `load`: a document was loaded. `restore`: it came back from the back/forward cache. The others
   * stay in the document (History API, popstate, fragment).
   */
  kind: 'load' | 'restore' | 'push' | 'replace' | 'traverse' | 'fragment'
  /** Scrubbed URL of the page before; on `load` the referrer. */
  from: string | null
  /** Scrubbed URL of the page now. */
  to: string
  /** On `load`, how the document came to be loaded. A prerendered one is told when it is shown. */
  loadType?: 'navigate' | 'reload' | 'back-forward' | 'prerender'
}

export const consoleLevels = ['debug', 'log', 'info', 'warn', 'error'] as const
export type ConsoleLevel = (typeof consoleLevels)[number]
export const consoleMethods = ['assert', 'count', 'dir', 'group', 'table', 'trace'] as const
export type ConsoleMethod = (typeof consoleMethods)[number]

export interface ConsoleEvent extends Timed {
  type: 'console'
  level: ConsoleLevel
  /** Which method it was, if not that of the level. */
  method?: ConsoleMethod
  /** The arguments, each as text, cut to a bounded length. */
  args: readonly string[]
  /** The stack of the first error among the arguments; of a `trace`, where it was called. */
  stack?: string
}

/** What is told of one error. */
export interface ErrorDescription {
  /** The error's class, such as `TypeError`. */
  name: string
  message: string
  /** The stack as the browser writes it; null if there is none. */
  stack: string | null
}

export interface ErrorEvent extends Timed, ErrorDescription {
  type: 'error'
  kind: 'uncaught' | 'unhandled-rejection' | 'reported'
  /** Its `cause`, that one's cause, and so on. */
  causes?: readonly ErrorDescription[]
  /** The first errors of an `AggregateError`. */
  members?: readonly ErrorDescription[]
  /** What the application said about a `reported` one. */
  context?: { readonly [key: string]: JsonValue }
}

export interface CustomEvent extends Timed {
  type: 'custom'
  name: string
  properties: { readonly [key: string]: JsonValue }
}

export interface IdentifyEvent extends Timed {
  type: 'identify'
  /** The application's own id of the user. */
  user: string
  traits: { readonly [key: string]: JsonValue }
}

export interface ResizeEvent extends Timed {
  type: 'resize'
  /** CSS pixels of the viewport. */
  width: number
  height: number
}

export interface VisibilityEvent extends Timed {
  type: 'visibility'
  state: 'visible' | 'hidden'
}

/** Something was not recorded, and why: a gap is shown, never hidden. */
export interface DroppedEvent extends Timed {
  type: 'dropped'
  what: 'frames' | 'console' | 'network' | 'timeline'
  count: number
  reason:
    | 'too-large'
    | 'rate-limited'
    | 'duplicate'
    | 'send-failed'
    | 'not-serialisable'
    | 'session-full'
    | 'not-loaded'
}
