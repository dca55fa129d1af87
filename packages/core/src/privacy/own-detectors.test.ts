import { describe, expect, it, type Mock, vi } from 'vitest'
import { PlayheadConfigError } from '../playhead-error.ts'
import { policyHash } from '../policy.ts'
import { parseDetectors } from './own-detectors.ts'
import type { TakeOut } from './scrub-text.ts'

const customer = { name: 'customer', pattern: /\bKD-\d{8}\b/g }
const report = vi.fn()

it('takes out what an application looks for, each by its name', () => {
  const contract = { name: 'contract', pattern: /contract (?:no\.? )?([A-Z]\d{4})/g }
  const takeOut = parseDetectors([customer, contract])(report)
  expect(takeOut('KD-00112233 has contract no. A1234, not order 1763900000001')).toBe(
    '[customer] has contract no. [contract], not order 1763900000001',
  )
})

it('finds the same whatever the application does with the pattern besides', () => {
  const takeOut = parseDetectors([customer])(report)
  customer.pattern.lastIndex = 40
  expect(takeOut('of KD-00112233')).toBe('of [customer]')
  expect(customer.pattern.lastIndex).toBe(40)
})

it('sees digits of other scripts as digits', () => {
  expect(parseDetectors([customer])(report)('KD-００１１２２３３')).toBe('[customer]')
})

it('refuses what does not fit, in a build and on a server as well', () => {
  for (const pattern of [/KD-(?:\d+)+$/g, /KD/]) {
    const detectors = [{ name: 'customer', pattern }]
    expect(() => parseDetectors(detectors)).toThrow(PlayheadConfigError)
    expect(() => policyHash({ detectors })).toThrow(/customer/)
  }
})

describe('a pattern that takes too long', () => {
  /** Each text takes as long as the next of these. */
  function takeOutIn(durations: number[]): { takeOut: TakeOut; report: Mock } {
    const told = vi.fn()
    const ends = durations.flatMap((ms) => [0, ms])
    return { takeOut: parseDetectors([customer], () => ends.shift() ?? 0)(told), report: told }
  }

  it('may do so twice, as machines are busy', () => {
    const { takeOut, report: told } = takeOutIn([101, 900, 5, 100])
    const texts = Array.from({ length: 4 }, () => takeOut('of KD-00112233'))
    expect(new Set(texts)).toEqual(new Set(['of [customer]']))
    expect(told).not.toHaveBeenCalled()
  })

  it.each([[[101, 101, 101]], [[1_001]]])(
    'is not used again after %j ms: what it should look at is masked, and that is told once',
    (durations) => {
      const { takeOut, report: told } = takeOutIn(durations)
      for (const _ of durations) expect(takeOut('of KD-00112233')).toBe('of [customer]')
      expect(takeOut('Nora Quist')).toBe('xxxxx xxxxx')
      expect(takeOut('Nora Quist')).toBe('xxxxx xxxxx')
      expect(told).toHaveBeenCalledOnce()
      expect(told.mock.lastCall?.[0]).toMatchObject({ code: 'capture_failed' })
    },
  )
})
