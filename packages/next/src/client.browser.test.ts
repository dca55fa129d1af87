import { getReplay, PlayheadConfigError } from '@playhead/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { start } from './client.ts'

const answer = async () => Response.json({ status: 'stored' }, { status: 202 })

afterEach(async () => {
  await getReplay()?.stop()
  vi.unstubAllGlobals()
})

describe('start', () => {
  it('uses what withPlayhead wrote into the build, and what it is given on top', async () => {
    configure({ endpoint: '/configured', release: 'shop@1' })
    const replay = start({ fetch: answer })
    expect(replay.url()).toMatch(/\/configured\/sessions\/[0-9a-f]{32}$/)
  })

  it('says what is missing when there is no endpoint', () => {
    vi.stubGlobal('process', { env: {} })
    expect(() => start()).toThrow(PlayheadConfigError)
    expect(() => start()).toThrow(/withPlayhead/)
  })
})

function configure(options: object): void {
  vi.stubGlobal('process', { env: { PLAYHEAD_CLIENT_OPTIONS: JSON.stringify(options) } })
}
