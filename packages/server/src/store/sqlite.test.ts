import { describe, expect, it } from 'vitest'
import { storeContract } from '../testing.ts'
import { sqliteStore } from './sqlite.ts'
import { useTemporaryFolder } from './temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()

describe('a store on SQLite', () => {
  const openStore = (place: string) => sqliteStore({ path: inFolder(`${place}.db`) })
  it.each(storeContract({ openStore, isDurable: true }))('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
})
