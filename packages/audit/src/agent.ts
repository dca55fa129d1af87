import type { Channel } from './channels.ts'
import type { CanaryMarks } from './canary-marks.ts'

/** Where something was planted, for a person to find it. */
export interface Place {
  /** Null for what belongs to no element. */
  selector: string | null
  /** The element that bears the safe mark it is under; null if none does. */
  safe: string | null
}

/** A canary that is in the page now. */
export interface Planted extends Place {
  canary: string
  channel: Channel
  /** What stood there before, cut short; only where it is shown to everybody who looks at the page. */
  was: string | null
}

/** A marker that does not do what whoever wrote it expects. */
export interface Misuse {
  selector: string
  problem: string
}

/** How a recorder is set up, as far as JSON can tell it: `privacy` and `network` of core's options. */
export interface RecordOptions {
  privacy?: { readonly [option: string]: unknown }
  network?: { readonly [option: string]: unknown }
}

/** What the audit asks of a page; `page/agent.ts` answers. */
export interface Agent {
  /** Everything this document has. */
  plant(): Promise<Planted[]>
  /** What any document could have. */
  probe(): Planted[]
  /** @param path of the audit's own: nothing that is sent there reaches a server. */
  signal(path: string): Promise<Planted[]>
  interact(): void
  misuse(): Misuse[]
  /** Has the page recorded from the beginning, soon, as it stands then. */
  renew(): void
  /** Null if the page has no recording; else the name of its state. */
  recording(): { state: string; why: string[] } | null
  consent(): void
  /** Sends what is kept back until an error. */
  release(): void
  flush(): Promise<void>
}

declare global {
  var playheadAudit: Agent | undefined
  /** @param take the name of the function that the audit has put into the page. */
  var playheadAuditRecord: ((options: RecordOptions, take: string) => void) | undefined
  var playheadAuditMarks: CanaryMarks | undefined
}
