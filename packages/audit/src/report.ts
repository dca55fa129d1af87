import type { CanaryEncoding } from './find-canary.ts'
import type { Misuse } from './agent.ts'
import type { Channel } from './channels.ts'

/** Something of the page that is recorded in clear. */
export interface Finding {
  /** By which way it left. */
  channel: Channel
  /** What it was in the page, if that is another channel: a field whose value is printed, for one. */
  source: Channel
  /** In which part of the recording: `snapshot`, `change`, or an event of the timeline. */
  foundIn: string
  encoding: CanaryEncoding
  /** Of the element; null for what belongs to none. */
  selector: string | null
  /** The address of the frame, if it is not the page itself. */
  frame: string | null
  /** The selector of the element whose safe mark opens it; null if none does. */
  safe: string | null
  /** What stood there before the canary, if it is shown on the page. */
  was: string | null
  /** What is recorded, with the canary in it. */
  excerpt: string
  /** What to do about it. */
  advice: string
  /** By which rule somebody has looked at this and let it pass; null if nobody has. */
  allowedBy: string | null
}

export interface Coverage {
  channel: Channel
  /** Canaries put into the page. */
  planted: number
  /** Of them, found in the recording. */
  found: number
}

export interface PageReport {
  /** As it was asked for. */
  url: string
  /** Where the browser ended up. */
  finalUrl: string
  /**
   * `clean`: no canary was found but where it is allowed. `not-recorded`: the page is excluded, so that
   * nothing leaves it. `failed`: it could not be tried.
   */
  outcome: 'clean' | 'leaks' | 'not-recorded' | 'failed'
  /** Whose recording it was; null if there was none. */
  recorder: 'own' | 'injected' | null
  /** Why it failed, or is not recorded. */
  reason: string | null
  leaks: Finding[]
  /** Recorded in clear, and allowed. */
  reviewed: Finding[]
  /** Markers that do not do what they seem to. */
  misuse: Misuse[]
  coverage: Coverage[]
  /** Hosts that the page asked for and did not get, and writes to its own server, by method and path. */
  blocked: string[]
  /** What else a person should know about how far this goes. */
  notes: string[]
}

export interface AuditReport {
  version: 1
  /** ISO 8601. */
  at: string
  isClean: boolean
  pages: PageReport[]
}

export function toReport(pages: PageReport[], now: Date = new Date()): AuditReport {
  const isClean =
    pages.length > 0 &&
    pages.every(({ outcome }) => outcome === 'clean' || outcome === 'not-recorded')
  return { version: 1, at: now.toISOString(), isClean, pages }
}
