import { describe, expect, it } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

describe('createRateLimit', () => {
  it.each([
    ['60:error:organization', true, false],
    ['60:transaction;feedback:key, 2700:session:key', false, true],
    ['60::organization', true, true],
    ['0:error:key', false, false],
  ])('reads %s', (header, error, feedback) => {
    const limit = createRateLimit({ now: () => 1_000 })
    limit.hear({ statusCode: 200, headers: { 'x-sentry-rate-limits': header } })
    expect([limit.isLimited('error'), limit.isLimited('feedback')]).toEqual([error, feedback])
  })

  it.each([
    ['30', 30_000],
    ['Thu, 01 Jan 1970 00:00:45 GMT', 45_000],
    [null, 60_000],
  ])('waits as long as Retry-After %s says', (retryAfter, until) => {
    let time = 0
    const limit = createRateLimit({ now: () => time })
    limit.hear({ statusCode: 429, headers: { 'retry-after': retryAfter } })
    time = until - 1
    expect(limit.isLimited('error')).toBe(true)
    time = until
    expect(limit.isLimited('error')).toBe(false)
  })
})
