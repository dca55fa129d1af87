import { decodeSegment, defaultDetectors, encodeSegmentNow } from '@playhead/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayStore } from '../index.ts'
import { get, post, sampleDraft } from '../requests.test-support.ts'
import { detectAll } from './personal-data.ts'

const card = '4242 4242 4242 4242'
const mail = 'ana@example.com'
const { session, tab, startedAt: at } = sampleDraft

const draft = {
  ...sampleDraft,
  timeline: [
    { type: 'navigation', at, kind: 'load', from: null, to: 'https://shop.example/pay?step=2' },
    { type: 'identify', at, user: mail, traits: { note: mail } },
    { type: 'console', at, level: 'log', args: [`paid with ${card}`] },
    { type: 'custom', at, name: 'order', properties: { [mail]: 1, number: 4_242_424_242_424_242 } },
  ].map((event) => JSON.stringify(event)),
  frames: [
    {
      type: 2,
      timestamp: at,
      data: {
        node: {
          type: 0,
          id: 1,
          childNodes: [
            {
              type: 2,
              tagName: 'p',
              id: 2,
              attributes: { title: mail, d: 'M 12.34567 45.67891' },
              childNodes: [{ type: 3, id: 3, textContent: `Card ${card}` }],
            },
            {
              type: 2,
              tagName: 'style',
              id: 4,
              attributes: { _cssText: `p::after { content: "${mail}"; margin: 0 }` },
              childNodes: [],
            },
          ],
        },
      },
    },
    { type: 3, timestamp: at + 1, data: { source: 5, id: 9, text: card, isChecked: false } },
  ].map((frame) => JSON.stringify(frame)),
}

describe('the second line', () => {
  it('takes out what only a field’s name tells, and nothing that the page has taken out', async () => {
    const store = memoryStore()
    const replay = createReplayServer({ store, basePath: '/api/replay' })
    const properties = {
      phone: 351_912_345_678,
      at: { lat: 38.722252, since: 1_763_900_000_001 },
      customer: { name: 'Nora Quist', email: '[mail]', phones: ['+351 912 345 678', 3] },
      plan: 'pro',
    }
    const timeline = [JSON.stringify({ type: 'custom', at, name: 'Order Completed', properties })]
    await replay.handler(post(encodeSegmentNow({ ...sampleDraft, timeline }).bytes))
    const { events } = (await store.readTimeline(session)) ?? { events: [] }
    expect(events.find(({ type }) => type === 'custom')).toMatchObject({
      name: 'Order Completed',
      properties: {
        phone: '[personal]',
        at: { lat: '[location]', since: 1_763_900_000_001 },
        customer: { name: '[personal]', email: '[mail]', phones: ['[phone]', 3] },
        plan: 'pro',
      },
    })
    const response = await replay.handler(get(`/api/sessions/${session}/warnings`))
    const { warnings } = Object(await response.json())
    const kinds = warnings.map((warning: Record<string, unknown>) =>
      [warning['detector'], warning['count']].join(' '),
    )
    expect(kinds.toSorted()).toEqual(['location 1', 'personal 2', 'phone 1'])
  })

  it('takes out what the page should have masked, and warns of page, channel and kind', async () => {
    const store = memoryStore()
    const replay = createReplayServer({ store, basePath: '/api/replay' })
    expect((await replay.handler(post(encodeSegmentNow(draft).bytes))).status).toBe(202)
    const bytes = await store.readSegment(session, tab, 0)
    const kept = await decodeSegment(bytes ?? new Uint8Array())
    const { events } = (await store.readTimeline(session)) ?? { events: [] }
    expect(JSON.stringify(kept.frames)).not.toMatch(/4242|ana@/)
    expect(JSON.stringify(kept.frames)).toContain('margin: 0')
    expect(JSON.stringify(kept.frames)).toContain('M 12.34567 45.67891')
    // Whom the application names is how their data is found.
    expect(JSON.stringify(events).replace(`"user":"${mail}"`, '')).not.toMatch(/4242|ana@/)
    const response = await replay.handler(get(`/api/sessions/${session}/warnings`))
    const { warnings } = Object(await response.json())
    const kinds = warnings.map((warning: Record<string, unknown>) =>
      [warning['page'], warning['channel'], warning['detector'], warning['count']].join(' '),
    )
    expect(new Set(kinds)).toEqual(
      new Set([
        '/pay console card 1',
        '/pay custom card 1',
        '/pay custom mail 1',
        '/pay identify mail 1',
        '/pay text card 1',
        '/pay attribute mail 1',
        '/pay css mail 1',
        '/pay input card 1',
      ]),
    )
    expect(JSON.stringify(warnings)).not.toMatch(/4242|ana@/)
  })

  it('knows the page of a segment that does not name it', async () => {
    const store = memoryStore()
    const replay = createReplayServer({ store, basePath: '/api/replay' })
    await replay.handler(post(encodeSegmentNow(sampleDraft).bytes))
    const error = { type: 'console', at: at + 5_000, level: 'log', args: [mail] }
    const later = {
      ...sampleDraft,
      sequence: 1,
      previous: 1,
      timeline: [JSON.stringify(error)],
      frames: [],
    }
    await replay.handler(post(encodeSegmentNow(later).bytes))
    expect(await store.listWarnings(null)).toMatchObject([{ page: '/cart', channel: 'console' }])
  })

  it('knows it after a restart, by the timeline, which is read once for each tab and only for a finding', async () => {
    const store = memoryStore()
    const before = createReplayServer({ store, basePath: '/api/replay' })
    await before.handler(post(encodeSegmentNow(sampleDraft).bytes))
    let reads = 0
    const listening: ReplayStore = {
      ...store,
      readTimeline(id) {
        reads++
        return store.readTimeline(id)
      },
    }
    const after = createReplayServer({ store: listening, basePath: '/api/replay' })
    const later = async (sequence: number, text: string) => {
      const event = { type: 'console', at: at + 5_000, level: 'log', args: [text] }
      const timeline = [JSON.stringify(event)]
      const next = { ...sampleDraft, sequence, previous: 1, timeline, frames: [] }
      await after.handler(post(encodeSegmentNow(next).bytes))
    }
    await later(1, 'nothing personal')
    expect(reads).toBe(0)
    for (const sequence of [2, 3]) await later(sequence, mail)
    expect(reads).toBe(1)
    expect(await store.listWarnings(null)).toMatchObject([{ page: '/cart', count: 2 }])
  })

  it('takes rules of the application', async () => {
    const store = memoryStore()
    const detectors = [{ name: 'customer', pattern: /\bKD-\d{8}\b/g }]
    const replay = createReplayServer({ store, basePath: '/api/replay', detectors })
    const event = { type: 'console', at, level: 'log', args: ['of KD-12345678', mail] }
    await replay.handler(
      post(encodeSegmentNow({ ...sampleDraft, timeline: [JSON.stringify(event)] }).bytes),
    )
    expect(await store.readTimeline(session)).toMatchObject({
      events: [{ args: ['of [customer]', '[mail]'] }],
    })
  })

  it.each(['customer', 'Kunde'])('refuses the rule %s that cannot work', (name) => {
    const detectors = [{ name, pattern: name === 'Kunde' ? /x/g : /x/ }]
    expect(() => createReplayServer({ store: memoryStore(), basePath: '/', detectors })).toThrow(
      'detector',
    )
  })

  it('finds in many texts at once what it finds in each', async () => {
    const piece = fc.constantFrom(
      card,
      mail,
      'a ',
      '4242',
      ' 4242',
      'token=',
      '-----BEGIN PRIVATE KEY-----',
      'cvv',
      '123',
      'eyJhbGciOiJIUzI1',
      '\n',
    )
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { maxLength: 8 }), async (texts) => {
        const together = await detectAll(texts, defaultDetectors)
        for (const one of texts) {
          const alone = await detectAll([one], defaultDetectors)
          expect(together.get(one)).toEqual(alone.get(one))
        }
      }),
    )
  })
})
