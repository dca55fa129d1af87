import type { RecordOptions } from './agent.ts'

export interface AuditOptions {
  /**
   * `own`: the page records itself, as its application set it up. `injected`: the audit records it.
   * Default: `own` if the page does, else `injected`.
   */
  recorder?: 'own' | 'injected'
  /** How an injected recorder is set up. Default: Playhead's defaults, also on payment pages. */
  record?: RecordOptions
  /** Lets pass what is in clear because it is marked as safe. Default false: each is to be allowed. */
  safeOk?: boolean
  /** Findings to let pass: `channel` or `channel@selector`, where `*` stands for anything. */
  allow?: readonly string[]
  /** Other hosts that the page may ask, such as a CDN's. What carries a canary never gets there. */
  allowHosts?: readonly string[]
  /** Lets requests that write (POST and the like) reach the page's own server. Default false. */
  allowWrites?: boolean
  /** A selector to wait for before anything is planted. */
  waitFor?: string
  /** For each step that waits, ms. Default 30,000. */
  timeoutMs?: number
  onProgress?: (step: string) => void
}
