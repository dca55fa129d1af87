import type { Timed } from './element-reference.ts'

/** The first of a tab in its session. */
export interface TabEvent extends Timed {
  type: 'tab'
  /** The tab of the session that opened this one, as far as the page can tell. */
  openedBy: string | null
}

/** One reason for or against recording. */
export interface SamplingGate {
  /** What decides, such as `consent`, `session` or `minimum-duration`. */
  gate: string
  passes: boolean
  /** For a person to read. */
  reason: string
}

/** Why the session is recorded: said with the first segment of a tab, and again when it changes. */
export interface SamplingEvent extends Timed {
  type: 'sampling'
  gates: readonly SamplingGate[]
}
