import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashUser, partialId, partialMail } from '../identity.ts'

describe('a hashed user', () => {
  it('has the same name every time, and another one with another salt', async () => {
    const hash = await hashUser('user-17', 'shop-2026')
    expect(hash).toBe(
      createHmac('sha256', 'shop-2026').update('user-17').digest('hex').slice(0, 32),
    )
    expect(await hashUser('user-17', 'other')).not.toBe(hash)
    expect(await hashUser('user-18', 'shop-2026')).not.toBe(hash)
  })
})

describe('a partial identifier', () => {
  it.each([
    ['1a2b3c4d5e6f', '1a2b…'],
    ['123456', '12…'],
    ['17', '…'],
    ['', '…'],
  ])('of %j is %s', (id, partial) => {
    expect(partialId(id)).toBe(partial)
  })

  it('never shows more than a third', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        expect([...partialId(id)].length - 1).toBeLessThanOrEqual([...id].length / 3)
      }),
    )
  })
})

describe('a partial mail address', () => {
  it.each([
    ['ursula@example.com', 'u***@***.com'],
    [' ö.b+tag@mail.example.co.uk ', 'ö***@***.uk'],
    ['root@localhost', 'r***@***'],
    ['x@[192.168.0.1]', 'x***@***'],
    ['not a mail', '***@***'],
  ])('of %j is %s', (mail, partial) => {
    expect(partialMail(mail)).toBe(partial)
  })
})
