import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/**
 * What the content security policy blocked, or would have (CSP level 3, section 5.1). Not the code it
 * blocked: the event's `sample`.
 */
export function trackPolicyViolations(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('timeline', emit, scope, { count: 50 })
  const scrub = (url: string): string => scope.policy.scrubUrl(url).slice(0, 4_000)
  const stop = scope.listen<SecurityPolicyViolationEvent>(
    document,
    'securitypolicyviolation',
    ({ blockedURI, effectiveDirective, disposition, sourceFile, lineNumber }) => {
      if (scope.isOwnUrl(blockedURI) || !rate.take()) return
      emit({
        type: 'policy-violation',
        at: scope.clock.now(),
        directive: effectiveDirective,
        // Either an address or a word.
        blocked: blockedURI.includes(':') ? scrub(blockedURI) : blockedURI,
        disposition,
        source: sourceFile ? scrub(sourceFile) : null,
        line: lineNumber || null,
      })
    },
  )
  return {
    drain: rate.drain,
    stop() {
      rate.stop()
      stop()
    },
  }
}
