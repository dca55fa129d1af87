import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** CSP level 3, sections 6 and 2.4: the event can be made up by anybody. */
const directive =
  /^(?:[a-z]{3,10}-src(?:-elem|-attr)?|base-uri|form-action|frame-ancestors|require-trusted-types-for|trusted-types|sandbox|report-sample)$/
const words = /^(?:inline|eval|wasm-eval|self|data|blob|trusted-types-(?:policy|sink))?$/

/** A picture or a film may be somebody's: of its address only where it comes from. */
const picture = /^[im]\w+-s/

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
        directive: directive.test(effectiveDirective) ? effectiveDirective : '*',
        blocked: words.test(blockedURI)
          ? blockedURI
          : blockedURI.includes(':')
            ? scrub(picture.test(effectiveDirective) ? new URL(blockedURI).origin : blockedURI)
            : '*',
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
