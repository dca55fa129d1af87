import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCanarySearch } from './find-canary.ts'

const canary = 'Zoë & "Qanik"'
const search = createCanarySearch([canary])

describe('a canary is found', () => {
  it.each<[string, string]>([
    ['plain', `before ${canary} after`],
    ['plain', `before ${canary.toUpperCase()} after`],
    ['url', `?name=${encodeURIComponent(canary)}&x=1`],
    ['url', `name=${String(new URLSearchParams({ n: canary })).slice(2)}`],
    ['json', JSON.stringify({ canary })],
    ['json', '{"n":"Zo\\u00eb & \\u0022Qanik\\u0022"}'],
    ['html', '<b>Zoë &amp; &quot;Qanik&quot;</b>'],
    ['base64', Buffer.from(`{"name":"${canary}"}`).toString('base64')],
    ['base64', Buffer.from(`a${canary}b`).toString('base64url')],
    ['hex', Buffer.from(canary).toString('hex')],
    ['reversed', [...`x ${canary} y`].reverse().join('')],
  ])('as %s in %s', (encoding, text) => {
    expect(search(text)[0]).toMatchObject({ canary, encoding })
  })

  it('in base64 whatever stands before and after it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (before, after) => {
        const text = Buffer.concat([before, Buffer.from(canary), after]).toString('base64')
        expect(search(text).map(({ canary }) => canary)).toContain(canary)
      }),
    )
  })

  it('among many, each where it stands', () => {
    const many = createCanarySearch(['zqalphabet', 'zqalpine', 'zqalphabets'])
    expect(many('a zqalpine and zqalphabets')).toEqual([
      { canary: 'zqalpine', encoding: 'plain', index: 2, length: 8 },
      { canary: 'zqalphabet', encoding: 'plain', index: 15, length: 10 },
      { canary: 'zqalphabets', encoding: 'plain', index: 15, length: 11 },
    ])
  })
})

it('finds nothing where nothing is', () => {
  expect(search('Zoe & Qanik, masked: xxxxx xxx')).toEqual([])
  expect(createCanarySearch([])('anything at all')).toEqual([])
})

it('refuses a canary that chance could write', () => {
  expect(() => createCanarySearch(['abc'])).toThrow('fewer than 6')
})
