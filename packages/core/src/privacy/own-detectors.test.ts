import { expect, it, vi } from 'vitest'
import { PlayheadConfigError } from '../playhead-error.ts'
import { policyHash } from '../policy.ts'
import { parseDetectors } from './own-detectors.ts'

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

it('masks what a pattern that takes too long should have looked at, and says so once', () => {
  const slow = { name: 'slow', pattern: /(?:a|a){0,22}!/g }
  const takeOut = parseDetectors([slow])(report)
  const texts = Array.from({ length: 5 }, () => takeOut(`Nora ${'a'.repeat(22)}`))
  expect(texts.at(-1)).toBe(`xxxxx ${'x'.repeat(24)}`)
  expect(report).toHaveBeenCalledOnce()
  expect(report.mock.lastCall?.[0]).toMatchObject({ code: 'capture_failed' })
})
