import { describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, withServerProfile } from './index.ts'

const options = {
  store: memoryStore(),
  basePath: '/api/replay',
  authorize: () => null,
  requirePolicy: ['0'.repeat(16)],
}

describe('a server profile', () => {
  it.each([
    ['gdpr', { retention: { default: '30d' }, shares: { defaultDays: 7, maxDays: 7 } }],
    ['ccpa', { retention: { default: '90d' }, shares: { defaultDays: 7, maxDays: 7 } }],
    ['hipaa', { retention: { default: '30d' }, shares: false }],
    ['pci', { retention: { default: '30d' }, shares: { defaultDays: 1, maxDays: 1 } }],
  ] as const)('%s sets retention and links, and makes options that work', (name, demands) => {
    const set = withServerProfile(name, options)
    expect(set).toEqual({ ...options, profiles: [name], ...demands })
    expect(createReplayServer(set).basePath).toBe('/api/replay')
  })

  it('keeps what is stricter, and a retention of your own', () => {
    const strict = {
      ...options,
      shares: { defaultDays: 1, maxDays: 2 },
      retention: { default: '7d' },
    }
    expect(withServerProfile('gdpr', strict)).toEqual({ ...strict, profiles: ['gdpr'] })
    expect(withServerProfile('gdpr', { ...options, shares: false }).shares).toBe(false)
  })

  it.each(['hipaa', 'pci'] as const)('%s does without neither authorize nor policy', (name) => {
    const { store, basePath, authorize, requirePolicy } = options
    expect(() => withServerProfile(name, { store, basePath, requirePolicy })).toThrow('authorize')
    expect(() => withServerProfile(name, { store, basePath, authorize })).toThrow('requirePolicy')
  })
})
