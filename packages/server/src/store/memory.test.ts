import { describe, expect, it } from 'vitest'
import { storeContract } from '../testing.ts'
import { memoryStore } from './memory.ts'

describe('a store in memory', () => {
  it.each(storeContract({ openStore: memoryStore, isDurable: false }))(
    '$title',
    async ({ run }) => {
      await expect(run()).resolves.toBeUndefined()
    },
  )
})
