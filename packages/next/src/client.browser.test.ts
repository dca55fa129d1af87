import { getReplay, PlayheadConfigError } from '@playhead/core'
import { decodeSegment } from '@playhead/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { start } from './client.ts'
import { toWrittenPattern } from './written-pattern.ts'

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

  it('has the expressions that were written into the build', async () => {
    document.body.innerHTML = '<p data-record-safe>of KD-00112233 and kd-1</p>'
    const sent: Blob[] = []
    const pattern = toWrittenPattern(/KD-\d+/gi)
    configure({ endpoint: '/configured', privacy: { detectors: [{ name: 'customer', pattern }] } })
    const fetch: typeof globalThis.fetch = async (_, init) => {
      sent.push(new Blob([init?.body as BlobPart]))
      return answer()
    }
    const replay = start({ fetch })
    await expect.poll(() => replay.getState().name, { timeout: 10_000 }).toBe('recording')
    await replay.flush()
    const segments = await Promise.all(
      sent.map(async (body) => decodeSegment(new Uint8Array(await body.arrayBuffer()))),
    )
    const text = JSON.stringify(segments.flatMap(({ frames }) => frames))
    expect(text).toContain('of [customer] and [customer]')
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
