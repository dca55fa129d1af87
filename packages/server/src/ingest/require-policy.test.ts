import { encodeSegmentNow } from '@playhead/protocol'
import { describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayStore, type RequirePolicy } from '../index.ts'
import { failure, post, sampleDraft } from '../requests.test-support.ts'

const { session } = sampleDraft
const [old, next] = ['0123456789abcdef', 'fedcba9876543210']

function serve(requirePolicy: RequirePolicy, store: ReplayStore = memoryStore()) {
  const errors: unknown[] = []
  const onError = (error: unknown): void => void errors.push(error)
  const replay = createReplayServer({ store, basePath: '/api/replay', requirePolicy, onError })
  /** The next segment of the page's session, recorded under a policy. */
  const send = (policy: string, sequence = 0): Promise<Response> => {
    const previous = sequence === 0 ? null : 1
    const { bytes } = encodeSegmentNow({ ...sampleDraft, policy, sequence, previous })
    return replay.handler(post(bytes))
  }
  return { send, errors, store }
}

describe('a required policy', () => {
  it.each<[string, RequirePolicy]>([
    ['one hash', [old]],
    ['one of several', [next, old]],
    ['a function that knows them', () => [old]],
    ['one that has to ask', async () => [old]],
  ])('given as %s takes what was recorded under it', async (_, required) => {
    expect((await serve(required).send(old)).status).toBe(202)
  })

  it('refuses every other for good, by name, and keeps nothing of it', async () => {
    const { send, store } = serve([next])
    const response = await send(old)
    expect(await response.clone().text()).toContain(old)
    expect(await failure(response)).toEqual({ status: 412, code: 'policy_refused' })
    expect(await store.readSession(session)).toBeNull()
  })

  it.each<[string, () => never[] | string[] | Promise<string[]>]>([
    ['knows none', () => []],
    [
      'throws',
      () => {
        throw new Error('no configuration')
      },
    ],
    ['fails later', async () => Promise.reject(new Error('no configuration'))],
    ['answers nonsense', () => JSON.parse('null')],
  ])('that is a function takes nothing while it %s', async (_, required) => {
    const { send, store } = serve(required)
    expect((await send(old)).status).toBeGreaterThanOrEqual(400)
    expect(await store.readSession(session)).toBeNull()
  })

  it('that cannot be told now is no refusal: the recorder tries again, and nothing is lost', async () => {
    let isKnown = false
    const { send, errors } = serve(() => {
      if (isKnown) return [old]
      throw new Error('no configuration')
    })
    const answer = await send(old)
    expect(answer.status).toBe(500)
    expect(errors).toMatchObject([{ cause: { message: 'no configuration' } }])
    isKnown = true
    expect((await send(old)).status).toBe(202)
  })

  it.each([[[]], [['current']], [['XYZ']], [[old.toUpperCase()]], [[`${old}0`]]])(
    '%j is none',
    (requirePolicy) => {
      expect(() => serve(requirePolicy)).toThrow('requirePolicy')
    },
  )

  it('gives way to the next in three deploys, through which open pages go on recording', async () => {
    const store = memoryStore()
    // Before: all pages record under the old one.
    expect((await serve([old], store).send(old, 0)).status).toBe(202)
    // First the server takes both, then pages come with the next one; a page that is open stays as it is.
    const both = serve([old, next], store)
    expect((await both.send(old, 1)).status).toBe(202)
    expect((await both.send(next, 2)).status).toBe(202)
    // Last, once old pages are gone: one that is still open stops, and begins anew when it is loaded.
    const after = serve([next], store)
    expect((await after.send(old, 3)).status).toBe(412)
    expect((await after.send(next, 3)).status).toBe(202)
    expect((await store.readSession(session))?.segments).toHaveLength(4)
  })
})
