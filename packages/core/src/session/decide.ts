import type { Gates } from './gates.ts'
import { isSampled, isSampledOnError } from './sampling.ts'
import { hasTriggers, type SamplingContext, type SamplingOptions } from './sampling-options.ts'
import type { SessionMode } from './session.ts'

/**
 * Decides what becomes of a session, and writes down why.
 *
 * @throws what `always` throws.
 */
export function decide(
  sampling: SamplingOptions,
  context: SamplingContext,
  gates: Gates,
): SessionMode {
  const { session = 1, onError = 0 } = sampling
  const id = context.sessionId
  const isDrawn = isSampled(id, session)
  const isAlways = asksAlways(sampling, context, gates)
  const isDrawnOnError = isSampledOnError(id, onError)
  const isTriggered = hasTriggers(sampling)
  gates.set('session', isDrawn, `${isDrawn ? 'D' : 'Not d'}rawn at a rate of ${session}.`)
  if (onError > 0) {
    gates.set(
      'error',
      isDrawnOnError,
      `${isDrawnOnError ? 'D' : 'Not d'}rawn at a rate of ${onError}.`,
    )
  }
  if (isTriggered) gates.set('triggers', true, 'Something can begin the recording.')
  if (isDrawn || isAlways) return 'record'
  return isDrawnOnError || isTriggered ? 'buffer' : 'skip'
}

/** @throws what `always` throws. */
export function asksAlways(
  { always }: SamplingOptions,
  context: SamplingContext,
  gates: Gates,
): boolean {
  if (!always) return false
  const isAlways = always(context) === true
  gates.set('always', isAlways, `sampling.always said ${isAlways ? 'yes' : 'no'}.`)
  return isAlways
}
