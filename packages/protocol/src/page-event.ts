import type { ElementReference, Timed } from './element-reference.ts'

/** The page began to change what it shows by `document.startViewTransition`. */
export interface ViewTransitionEvent extends Timed {
  type: 'view-transition'
}

/** An image, script, stylesheet or media file that did not load. */
export interface ResourceErrorEvent extends Timed {
  type: 'resource-error'
  /** Scrubbed URL; null if there is none, and in a blocked subtree. */
  url: string | null
  element: ElementReference
}

/** The content security policy was broken. */
export interface PolicyViolationEvent extends Timed {
  type: 'policy-violation'
  /** Such as `script-src-elem`. */
  directive: string
  /** Scrubbed URL of what was blocked, or a word such as `inline` or `eval`. */
  blocked: string
  /** `report`: it was only noted. */
  disposition: 'enforce' | 'report'
  /** Scrubbed URL of the script that did it, if known. */
  source: string | null
  line: number | null
}

export const vitalNames = ['TTFB', 'FCP', 'LCP', 'CLS', 'INP'] as const
export type VitalName = (typeof vitalNames)[number]

/** A web vital, as far as it is known at `at`. The last one of a name is the one that counts. */
export interface VitalEvent extends Timed {
  type: 'vital'
  name: VitalName
  /** ms, except for CLS, which has no unit. */
  value: number
  /** Of LCP the largest element, of INP the one used. */
  element?: ElementReference
}

/** A frame, or a task, of 50 ms and more. */
export interface LongFrameEvent extends Timed {
  type: 'long-frame'
  durationMs: number
  /** How long input had to wait; null where the browser tells only of tasks. */
  blockingMs: number | null
  /** Scrubbed URL of the script that took longest, if one is known. */
  script: string | null
}

/** Feature flags that changed. */
export interface FlagsEvent extends Timed {
  type: 'flags'
  /** Variants by name; null for a flag that is no longer set. */
  flags: { readonly [name: string]: string | number | boolean | null }
}

/** How the visitor has told the browser to show pages. The last one counts. */
export interface PreferencesEvent extends Timed {
  type: 'preferences'
  colorScheme: 'light' | 'dark'
  reducedMotion: boolean
  /** The page has to do with a few colours that the visitor chose. */
  forcedColors: boolean
}

export interface OrientationEvent extends Timed {
  type: 'orientation'
  orientation: 'portrait' | 'landscape'
  /** Degrees from the device's natural orientation. */
  angle: number
}

export interface FullscreenEvent extends Timed {
  type: 'fullscreen'
  /** What fills the screen; null when nothing does any more. */
  element: ElementReference | null
}

export interface PrintEvent extends Timed {
  type: 'print'
  phase: 'before' | 'after'
}

export interface ConnectionEvent extends Timed {
  type: 'connection'
  state: 'online' | 'offline'
}
