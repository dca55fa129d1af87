import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackPolicyViolations } from './track-policy-violations.ts'

// Violations that the browser itself found are in script.test.ts, on a page with a policy.
let observed: Observed
afterEach(() => observed.tracker.stop())

const violate = (init: Partial<SecurityPolicyViolationEventInit>): boolean =>
  document.dispatchEvent(
    new SecurityPolicyViolationEvent('securitypolicyviolation', {
      documentURI: location.href,
      violatedDirective: 'script-src-elem',
      effectiveDirective: 'script-src-elem',
      originalPolicy: "script-src 'self'",
      disposition: 'enforce',
      blockedURI: 'inline',
      statusCode: 200,
      ...init,
    }),
  )

it('tells directive, scrubbed addresses and disposition, and never the code', () => {
  observed = observe(trackPolicyViolations)
  violate({
    blockedURI: 'https://cdn.test/x.js?key=secret',
    sourceFile: `${location.origin}/a.js?v=1`,
  })
  violate({ sample: 'alert("private")', disposition: 'report', lineNumber: 12 })
  expect(observed.events).toEqual([
    {
      type: 'policy-violation',
      at: 1_763_900_000_000,
      directive: 'script-src-elem',
      blocked: 'https://cdn.test/x.js?key=*',
      disposition: 'enforce',
      source: `${location.origin}/a.js?v=*`,
      line: null,
    },
    expect.objectContaining({ blocked: 'inline', disposition: 'report', source: null, line: 12 }),
  ])
  expect(JSON.stringify(observed.events)).not.toContain('private')
})

it('tells of a picture or a film only where it comes from', () => {
  observed = observe(trackPolicyViolations)
  violate({ blockedURI: 'https://cdn.test/nora-quist.png?a=1', effectiveDirective: 'img-src' })
  violate({ blockedURI: 'https://cdn.test/nora-quist', effectiveDirective: 'media-src' })
  expect(observed.events.map((event) => Object(event).blocked)).toEqual([
    'https://cdn.test/',
    'https://cdn.test/',
  ])
})

it('leaves out what it caused itself, and counts what is beyond the rate', () => {
  observed = observe(trackPolicyViolations)
  violate({ blockedURI: `${location.origin}/api/replay/segments` })
  for (let count = 0; count < 60; count++) violate({})
  observed.tracker.drain?.()
  expect(observed.events).toHaveLength(51)
  expect(observed.events.at(-1)).toMatchObject({ type: 'dropped', count: 10 })
})
