import { createHash } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { hashSecret } from './hash-secret.ts'

afterEach(() => void vi.unstubAllGlobals())

const secret = 'c0ffee'.repeat(5)
const hash = createHash('sha256').update(secret).digest('hex')

it('is the same with TLS and without', async () => {
  expect(await hashSecret(secret)).toBe(hash)
  vi.stubGlobal('crypto', {})
  expect(await hashSecret(secret)).toBe(hash)
})

it('is empty where there is no secret', async () => {
  expect(await hashSecret('')).toBe('')
})
