import type { ServerEvent, ServerEventKind } from '@playhead/protocol'
import { cleanText, scrubAddress } from './clean-text.ts'
import { readTrace } from './request-context.ts'

/** What may be told of one event; all but the message or the error may be left out. */
export interface ServerEventDetails {
  /** Default `error`. */
  kind?: ServerEventKind
  /** What was thrown: class, message, stack and causes are taken from it. */
  error?: unknown
  /** Default the error's. */
  message?: string
  name?: string
  stack?: string
  /** Default the option `service`. */
  service?: string
  /** ms since the Unix epoch. Default now. */
  at?: number
  /** A trace id, or the whole `traceparent`. */
  trace?: string | null
  method?: string
  /** The route's pattern (`/orders/:id`) or the URL, of which the query is taken out. */
  route?: string
  status?: number
  durationMs?: number
  digest?: string
}

const maxStackLength = 16_000
const maxCauses = 3

/** Bounded, and cleaned by the detectors: the second line behind the application's own care. */
export function toServerEvent(
  details: ServerEventDetails,
  defaults: { service: string; now: number },
): ServerEvent {
  const thrown = details.error
  const error = thrown instanceof Error ? thrown : null
  const message =
    details.message ?? (thrown === undefined ? '' : (error?.message ?? String(thrown)))
  const name = details.name ?? error?.name
  const stack = details.stack ?? (error ? stackOf(error) : undefined)
  const { kind = 'error', service = defaults.service, at = defaults.now } = details
  const { trace, method, route, status, durationMs, digest } = details
  return {
    type: 'server',
    at,
    kind,
    service: cleanText(service, 100),
    message: cleanText(message, 2_000),
    ...(name !== undefined && { name: cleanText(name, 200) }),
    ...(stack !== undefined && { stack: cleanText(stack, maxStackLength) }),
    ...(trace && { trace: readTrace(trace) ?? trace.slice(0, 64) }),
    ...(method !== undefined && { method: method.toUpperCase().slice(0, 20) }),
    ...(route !== undefined && { route: scrubAddress(route) }),
    ...(status !== undefined && { status }),
    ...(durationMs !== undefined && { durationMs }),
    ...(digest !== undefined && { digest: digest.slice(0, 200) }),
  }
}

function stackOf(error: Error): string {
  const stacks = [error.stack ?? '']
  let cause: unknown = error.cause
  while (cause instanceof Error && stacks.length <= maxCauses) {
    stacks.push(`Caused by: ${cause.stack ?? String(cause)}`)
    cause = cause.cause
  }
  return stacks.join('\n')
}
