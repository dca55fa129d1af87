import type { Timed } from './element-reference.ts'

export const serverEventKinds = ['error', 'log', 'slow'] as const
export type ServerEventKind = (typeof serverEventKinds)[number]

/**
 * What a server tells of a request that this session's page made. It comes from the server itself, never
 * in a segment, and belongs to no tab.
 */
export interface ServerEvent extends Timed {
  type: 'server'
  /** `log`: somebody marked it as important. `slow`: the answer took longer than it may. */
  kind: ServerEventKind
  /** Which of the application's services tells it. */
  service: string
  message: string
  /** The error's class. */
  name?: string
  stack?: string
  /** 32 hex digits of the distributed trace. */
  trace?: string
  method?: string
  /** The route's pattern, or the scrubbed URL. */
  route?: string
  status?: number
  durationMs?: number
  /** Names the error to a page that is told nothing else of it, as React's server components do. */
  digest?: string
}
