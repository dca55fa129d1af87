import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { recordPage } from '../testing/record-page.ts'
import { getReplay, type ReplayOptions } from './index.ts'

afterEach(async () => {
  await getReplay()?.stop()
})

const texts = ['network.headers', 'privacy.keepQueryParams', 'sampling.events', 'sampling.flags']
const patterns = ['network.bodies', 'propagate.hosts']

const noList = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom<unknown>(null, true, false, 0, 7, Number.NaN, {}, /x/, new Set(['a']), () => []),
)
const noItem = fc.constantFrom<unknown>('', null, undefined, 0, true, {}, [], new RegExp(''))
const wrong = fc.oneof(
  fc.tuple(
    fc.constantFrom(...texts, ...patterns),
    fc.oneof(
      noList,
      noItem.map((one) => ['a', one]),
    ),
  ),
  fc.tuple(fc.constantFrom(...texts), fc.constant([/a/])),
)

/** As plain JavaScript may call it. */
function toOptions(path: string, value: unknown): Partial<ReplayOptions> {
  const [group = '', name] = path.split('.')
  return { [group]: name === undefined ? value : { [name]: value } }
}

describe('a list of the wrong kind among the options', () => {
  it('is refused by its name, and nothing is recorded, sent or thrown', async () => {
    const thrown: unknown[] = []
    const onThrown = (event: ErrorEvent | PromiseRejectionEvent): void => void thrown.push(event)
    window.addEventListener('error', onThrown)
    window.addEventListener('unhandledrejection', onThrown)
    await fc.assert(
      fc.asyncProperty(wrong, async ([path, value]) => {
        const page = await recordPage('<button>Pay</button>', toOptions(path, value), 'failed')
        document.querySelector('button')?.click()
        page.replay.track('after')
        page.replay.setFlags({ beta: true })
        await page.replay.flush()
        await page.replay.stop()
        const [error, ...others] = page.errors
        expect(others).toEqual([])
        expect(error).toMatchObject({ code: 'recorder_failed' })
        expect(String(error?.cause)).toContain(`${path.split('.').at(-1)} `)
        expect(page.arrivals).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(thrown).toEqual([])
    window.removeEventListener('error', onThrown)
    window.removeEventListener('unhandledrejection', onThrown)
  })

  it('is not what a list of texts and expressions is', async () => {
    const page = await recordPage('', {
      network: { headers: ['x-request-id'], bodies: ['/api/*', /orders/] },
      privacy: { keepQueryParams: ['page'], exclude: ['/never'] },
      propagate: { hosts: ['api.shop.example', /^eu\./] },
      sampling: { urls: [/checkout/], events: ['paid'], flags: [] },
      crossOriginFrames: [],
    })
    expect(page.errors).toEqual([])
  })
})
