import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import type { CheckedCase } from './checked-case.ts'
import { sampleSegment, sessionId, wideLimits } from './sample-segment.ts'

/** What a store tells of itself, and its signature. */
export const usageCases: readonly CheckedCase[] = [
  {
    title: 'measures what it takes: more with a session, less without it',
    async check(open) {
      const store = await open()
      const empty = await store.measure()
      for (let sequence = 0; sequence < 20; sequence++) {
        await store.append(sampleSegment({ sequence, padding: 20_000 }), wideLimits)
      }
      const full = await store.measure()
      assert.equal(full.sessions, 1)
      const stored = (await store.readSession(sessionId(1)))?.session.storedBytes ?? 0
      assert.ok(full.bytes - empty.bytes >= stored, `${full.bytes} bytes for ${stored}`)
      await store.eraseSession(sessionId(1))
      const { sessions, bytes } = await store.measure()
      assert.equal(sessions, 0)
      assert.ok(bytes < full.bytes - stored / 2, `${bytes} bytes are left of ${full.bytes}`)
    },
  },
  {
    title: 'signs so that its public key tells its own words from others',
    async check(open) {
      const store = await open()
      const { publicKey, signature } = await store.sign('it is gone')
      const key = createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
        format: 'jwk',
      })
      const isSigned = (text: string): boolean =>
        verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
      assert.equal(isSigned('it is gone'), true)
      assert.equal(isSigned('it is here'), false)
      assert.equal((await store.sign('another')).publicKey, publicKey)
    },
  },
]
