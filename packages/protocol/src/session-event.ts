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

/** What the recorder leaves out while it costs the page too much: each with all that stand before it. */
export const budgetSteps = [
  'nothing',
  'mouse-path',
  'canvas',
  'attribute-storms',
  'stormy-subtree',
  'frames',
] as const

/** The recorder leaves more out, or less, for what it costs the page. */
export interface BudgetEvent extends Timed {
  type: 'budget'
  /**
   * `attribute-storms`: attributes of a node that change all the time. `stormy-subtree`: the element that
   * most changes are in; a placeholder stands for what is in it. `frames`: all that shows the page.
   */
  leavesOut: (typeof budgetSteps)[number]
  /** Main-thread time that recording took in the last second, ms. */
  costMs: number
}

/** On what ground the session is recorded: said with the first segment of a tab, and when it changes. */
export interface ConsentEvent extends Timed {
  type: 'consent'
  /** `not-required`: the application records without asking. */
  basis: 'granted' | 'not-required'
  /** When it was given; null if it was not asked for. */
  givenAt: number | null
  /** Which version of the policy's text the person was shown, if the application told. */
  policyVersion?: string
  /** What said so, such as `banner` or `tcf`, if the application told. */
  signal?: string
  /**
   * SHA-256 of the secret that only the person's browser has, as 64 hex digits: whoever shows the
   * secret may have the session erased.
   */
  eraseHash: string
}

export const exclusionReasons = ['pattern', 'payment'] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

/**
 * A stretch that is left out on purpose begins or ends; nothing of the page is recorded in it. One that
 * does not end has lasted until the tab's next navigation, or to its end.
 */
export interface ExcludedEvent extends Timed {
  type: 'excluded'
  phase: 'begin' | 'end'
  /** `pattern`: the page's address is excluded. `payment`: the page has payment fields. */
  reason: ExclusionReason
}

/** What another tool holds about this moment or this session. */
export interface LinkEvent extends Timed {
  type: 'link'
  /** Such as `sentry`. */
  tool: string
  /** `session`: that tool's own recording. */
  subject: 'error' | 'event' | 'feedback' | 'session'
  /** The tool's id of it. A later link with the same tool and id takes the place of an earlier one. */
  id: string
  /** Where it can be seen; null if the tool's address is not known. */
  url: string | null
  /** What it says of itself, scrubbed. */
  title?: string
  /** `pending`: handed to the tool. `confirmed`: the tool has it. `rejected`: it does not. */
  status: 'pending' | 'confirmed' | 'rejected'
  /** Why it was rejected. */
  reason?: string
}
