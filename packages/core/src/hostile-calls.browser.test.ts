import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { recordPage } from '../testing/record-page.ts'
import { getReplay, type Replay, replayContext } from './index.ts'

const failures: unknown[] = []
const onRejection = ({ reason }: PromiseRejectionEvent): void => void failures.push(reason)

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  failures.length = 0
  addEventListener('unhandledrejection', onRejection)
})

afterEach(async () => {
  removeEventListener('unhandledrejection', onRejection)
  await getReplay()?.stop()
})

const trap = (): never => {
  throw new Error('a trap')
}
const circular: Record<string, unknown> = {}
circular.self = circular

function nested(depth: number): unknown {
  let value: unknown = 'end'
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

/** What plain JavaScript may hand over. */
const value = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.constantFrom<unknown>(
    circular,
    Symbol('of the page'),
    Object.create(null),
    { at: Number.NaN, self: circular },
    {
      get at() {
        return trap()
      },
      get name() {
        return trap()
      },
    },
    { toString: trap, valueOf: trap, toJSON: trap },
    new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap }),
    Object.assign(new Error('of the page'), { cause: circular, stack: 17, message: Symbol('m') }),
    Object.assign(new AggregateError([]), { errors: 'none' }),
    document.body,
    'x'.repeat(200_000),
    { text: 'x'.repeat(200_000) },
    { deep: nested(3_000) },
    { deep: nested(60_000) },
    trap,
  ),
)

/** Much like what it should be, with one thing or another that does not fit. */
const link = fc.record(
  {
    tool: fc.oneof(fc.constant('sentry'), value),
    subject: fc.oneof(fc.constantFrom('error', 'session'), value),
    id: fc.oneof(fc.constant('1'), value),
    url: fc.oneof(fc.constantFrom(null, 'https://example.com/1', 'javascript:alert(1)'), value),
    title: fc.oneof(fc.constant('An error'), value),
    status: fc.oneof(fc.constantFrom('pending', 'confirmed'), value),
    reason: fc.oneof(fc.constant('none'), value),
    at: fc.oneof(fc.constant(1), value),
    type: value,
  },
  { requiredKeys: [] },
)

const method = fc.constantFrom(
  'identify',
  'track',
  'setFlags',
  'captureError',
  'link',
  'url',
  'sendBuffer',
  'onEvent',
  'subscribe',
)

function call(replay: Replay, name: string, args: readonly unknown[]): unknown {
  return Reflect.apply(Reflect.get(replay, name), replay, args)
}

it('whatever it is called with, nothing is thrown into the page, and the server takes every segment', async () => {
  const { replay, errors, timeline } = await recordPage('<p>page</p>')
  fc.assert(
    fc.property(method, fc.array(value, { maxLength: 3 }), link, (name, args, looksLikeALink) => {
      const result = call(replay, name, name === 'link' && !args[1] ? [looksLikeALink] : args)
      if (name === 'url') expect(new URL(String(result)).pathname).toContain(replay.sessionId)
      if (name === 'subscribe' || name === 'onEvent') (result as () => void)()
    }),
    { numRuns: 400 },
  )
  replay.track('still here')
  await replay.flush()
  // Decoded as the server does.
  expect(await timeline()).toContainEqual(expect.objectContaining({ name: 'still here' }))
  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['not_recorded']))
  expect(failures).toEqual([])
})

it.each([Number.NaN, Infinity, -1, 4e15, '1', 1n, {}])(
  'an error told of at %s is one of now',
  async (at) => {
    const { replay, timeline } = await recordPage('<p>page</p>')
    const before = Date.now()
    call(replay, 'captureError', [new Error('odd'), {}, at])
    await replay.flush()
    const error = (await timeline()).find(({ type }) => type === 'error')
    expect(error?.at).toBeGreaterThanOrEqual(before)
    expect(error?.at).toBeLessThanOrEqual(Date.now())
  },
)

it('consent may be given with any details', async () => {
  const { replay, segments } = await recordPage(
    '<p>page</p>',
    { consent: 'required' },
    'waiting-for-consent',
  )
  const details = { policyVersion: 3, signal: 'banner', basis: 1, type: 2, circular: null }
  call(replay, 'setConsent', ['granted', details])
  await replay.flush()
  call(replay, 'setConsent', ['denied', trap])
  call(replay, 'setConsent', ['granted', circular])
  await replay.flush()
  const timeline = (await segments()).flatMap((segment) => segment.timeline)
  expect(timeline.filter(({ type }) => type === 'consent')).toMatchObject([
    { basis: 'granted', signal: 'banner' },
    { basis: 'granted' },
  ])
})

it('an error report is made of anything', () => {
  fc.assert(
    fc.property(value, fc.option(value), (error, at) => {
      const report = Reflect.apply(replayContext, null, [error, { at }])
      expect(JSON.parse(JSON.stringify(report))).toMatchObject({ error_type: expect.any(String) })
    }),
  )
})
