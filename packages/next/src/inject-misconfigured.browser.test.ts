import { getReplay } from '@playhead/core'
import { expect, it, vi } from 'vitest'

it('lets the application start when its options can never work', async () => {
  vi.stubGlobal('process', { env: { PLAYHEAD_CLIENT_OPTIONS: '{"endpoint":"no-slash"}' } })
  const consoleError = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await import('./inject.ts')
  expect(consoleError.mock.lastCall?.[0]).toMatchObject({ code: 'invalid_endpoint' })
  expect(getReplay()).toBeNull()
})
