import assert from 'node:assert/strict'
import { ReplayError, type ReplayErrorCode } from '../replay-error.ts'

export async function rejectsWith(code: ReplayErrorCode, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof ReplayError, `It rejects with ${String(error)}, no ReplayError.`)
    assert.equal(error.code, code)
    return true
  })
}
