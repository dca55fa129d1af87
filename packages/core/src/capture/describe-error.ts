import type { ErrorDescription, ErrorEvent as TimelineError } from '@playhead/protocol'
import { scrubText, type TextRules } from '../privacy/scrub-text.ts'
import { toText } from './to-text.ts'

const maxNameLength = 200
const maxMessageLength = 2_000
const maxStackLength = 16_000
/** Causes and members: as many of each, with stacks as long. */
const maxRelated = 5
const maxRelatedStackLength = 4_000

/** @param fallback the message where nothing was thrown, or it is withheld. */
export function describeError(
  thrown: unknown,
  rules: TextRules,
  fallback = 'undefined',
  maxStack = maxStackLength,
): ErrorDescription {
  const error = thrown instanceof Error ? thrown : null
  const message = thrown === undefined ? fallback : toText(error ? error.message : thrown)
  const stack = stackOf(thrown)?.slice(0, maxStack)
  return {
    name: error ? scrubText(toText(error.name).slice(0, maxNameLength), rules) : 'Error',
    message: scrubText(message.slice(0, maxMessageLength), rules),
    stack: stack === undefined ? null : scrubText(stack, rules),
  }
}

/** What stands behind an error: its chain of causes, and what an `AggregateError` gathers. */
export function describeRelated(
  thrown: unknown,
  rules: TextRules,
): Pick<TimelineError, 'causes' | 'members'> {
  const describe = (error: unknown): ErrorDescription =>
    describeError(error, rules, undefined, maxRelatedStackLength)
  const causes: ErrorDescription[] = []
  for (
    let cause = causeOf(thrown);
    cause !== undefined && causes.length < maxRelated;
    cause = causeOf(cause)
  )
    causes.push(describe(cause))
  const members =
    thrown instanceof AggregateError ? thrown.errors.slice(0, maxRelated).map(describe) : []
  return { ...(causes.length > 0 && { causes }), ...(members.length > 0 && { members }) }
}

export function stackOf(thrown: unknown): string | undefined {
  const stack = thrown instanceof Error ? thrown.stack : undefined
  return typeof stack === 'string' ? stack.slice(0, maxStackLength) : undefined
}

function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? (thrown.cause ?? undefined) : undefined
}
