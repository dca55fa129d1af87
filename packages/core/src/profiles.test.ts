import { describe, expect, it } from 'vitest'
import { policyHash } from './policy.ts'
import { createPolicy } from './privacy/policy.ts'
import { withProfile } from './profiles.ts'

const weak = {
  endpoint: '/api/replay',
  consent: 'not-required',
  respectGpc: false,
  network: { headers: ['x-id'], bodies: ['/'], maxBodyBytes: 10 },
  privacy: { allowPaymentPages: true, safeSelector: '.open' },
} as const

describe('a profile', () => {
  it.each([
    ['gdpr', { consent: 'required', respectGpc: true }],
    ['ccpa', { respectGpc: true }],
    ['hipaa', { consent: 'required', respectGpc: true, network: { maxBodyBytes: 10 } }],
    [
      'pci',
      {
        network: { maxBodyBytes: 10 },
        privacy: { allowPaymentPages: false, safeSelector: '.open' },
      },
    ],
  ] as const)('%s wins over what weakens it, and changes nothing else', (name, demands) => {
    expect(withProfile(name, weak)).toEqual({ ...weak, ...demands })
  })
})

it('the hash of a policy is the one that its segments carry', () => {
  expect(policyHash(weak.privacy)).toBe(createPolicy(weak.privacy).hash)
  expect(policyHash()).not.toBe(policyHash(weak.privacy))
})
