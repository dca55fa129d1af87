import { getReplay } from '@playhead/core'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(async () => {
  await getReplay()?.stop()
  vi.unstubAllGlobals()
})

it('starts recording when it is imported', async () => {
  const options = { endpoint: '/injected', consent: 'required' }
  vi.stubGlobal('process', { env: { PLAYHEAD_CLIENT_OPTIONS: JSON.stringify(options) } })
  await import('./inject.ts')
  expect(getReplay()?.getState().name).toBe('waiting-for-consent')
})
