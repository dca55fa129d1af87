import { expect, it } from 'vitest'
import { getReplay, start } from './index.ts'

it('does nothing outside a page, and leaves nothing behind for the next request', async () => {
  const replay = start({ endpoint: '/api/replay' })
  expect(replay.getState()).toEqual({ name: 'stopped', reason: 'no-page' })
  replay.identify('user-17')
  replay.track('rendered')
  replay.setConsent('granted')
  await replay.flush()
  expect(replay.sessionId).toBe('')
  expect(getReplay()).toBeNull()
  await replay.stop()
})
