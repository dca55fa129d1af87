import type { PlayerGap } from '@playhead/player'
import type { TimelineEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeEvent, describeUnknown } from './describe-event.ts'
import { toEventFields } from './event-fields.ts'
import { toEventKind } from './event-kind.ts'
import { filterItems } from './filter-items.ts'
import { findCurrent, toTimelineItems } from './timeline-item.ts'

const request: TimelineEvent = {
  type: 'network',
  at: 5,
  request: 1,
  initiator: 'fetch',
  method: 'POST',
  url: 'https://shop.example/api/pay',
  status: 502,
  durationMs: 340,
}
const answered: TimelineEvent = {
  type: 'network-detail',
  at: 9,
  request: 1,
  timing: { totalMs: 400, waitMs: 300, protocol: 'h2' },
  responseBody: { text: '{"error":"bad gateway"}', isCut: true },
}
const message: TimelineEvent = { type: 'console', at: 7, level: 'warn', args: ['cart', '{"a":1}'] }

describe('an event in one line', () => {
  it('names what was done and to what', () => {
    const element = { selector: 'main > form > div > input.name', tag: 'input' }
    expect(describeEvent({ type: 'input', at: 1, element }, '').summary).toBe('… div > input.name')
    const named = { ...element, role: 'textbox', name: 'Name' }
    const keys = { type: 'keys', at: 1, count: 9, named: { Enter: 1, Backspace: 2 } } as const
    expect(describeEvent({ ...keys, element: named }, '').summary).toBe(
      '9 key presses, Enter, Backspace × 2 in textbox “Name”',
    )
  })

  it('tells a request that failed from one that was given up', () => {
    expect(describeEvent(request, 'shop.example')).toEqual({
      label: 'POST',
      summary: '/api/pay · 502 · 340 ms',
      tone: 'error',
    })
    const aborted: TimelineEvent = { ...request, status: null, failure: 'aborted' }
    expect(describeEvent(aborted, '')).toMatchObject({ tone: 'plain' })
  })

  it('tells what failed on a server, on which request, among the errors', () => {
    const failed: TimelineEvent = {
      type: 'server',
      at: 6,
      kind: 'error',
      service: 'orders',
      name: 'RangeError',
      message: 'no seats left',
      method: 'POST',
      route: '/api/orders',
    }
    expect(describeEvent(failed, '')).toEqual({
      label: 'orders',
      summary: 'RangeError: no seats left (POST /api/orders)',
      tone: 'error',
    })
    expect(toEventKind(failed)).toBe('errors')
    const slow: TimelineEvent = { ...failed, kind: 'slow', durationMs: 2_340 }
    expect(describeEvent(slow, '')).toMatchObject({
      summary: 'POST /api/orders took 2.3 s',
      tone: 'warning',
    })
    expect(toEventKind(slow)).toBe('network')
  })

  it('shows a type that nobody has written words for by its name and fields', () => {
    const event = { type: 'rage-click', at: 1, tab: 'x', clicks: 7, element: { tag: 'a' } }
    expect(describeUnknown(event)).toEqual({
      label: 'Rage click',
      summary: 'clicks: 7, element: {"tag":"a"}',
      tone: 'plain',
    })
    expect(toEventKind({ type: 'rage-click' })).toBe('other')
  })
})

describe('an event in detail', () => {
  it('folds what came later into the request that it belongs to', () => {
    const items = toTimelineItems([request, message, answered], [], '')
    expect(items.map(({ type }) => type)).toEqual(['network', 'console'])
    const fields = items[0]?.event ? toEventFields(items[0].event, items[0].later) : []
    const values = Object.fromEntries(fields.map(({ label, value }) => [label, value]))
    expect(values['Phases']).toBe('wait 300 ms, total 400 ms, over h2')
    expect(values['Response body']).toBe('{"error":"bad gateway"}\n… cut here')
  })

  it('shows every cause of an error with its stack', () => {
    const cause = { name: 'RangeError', message: 'too far', stack: 'RangeError: too far\n at b' }
    const event: TimelineEvent = {
      type: 'error',
      at: 1,
      kind: 'reported',
      name: 'Error',
      message: 'no',
      stack: null,
      causes: [cause],
      context: { cart: 3 },
    }
    expect(toEventFields(event, null).map(({ label, value }) => [label, value])).toEqual([
      ['Message', 'Error: no'],
      ['Caused by', 'RangeError: too far'],
      ['Stack', 'RangeError: too far\n at b'],
      ['Context', '{\n  "cart": 3\n}'],
      ['Time', expect.stringContaining('1970')],
    ])
  })
})

describe('the timeline', () => {
  const gap: PlayerGap = { startedAt: 6, endedAt: 5_006, reason: 'missing' }

  it('has a gap where it is, and no filter hides it', () => {
    const items = toTimelineItems([request, message], [gap], '')
    expect(items.map(({ type }) => type)).toEqual(['network', 'gap', 'console'])
    expect(items[1]?.summary).toBe('5 s without a picture: segments never arrived')
    const shown = filterItems(items, { kinds: new Set(), text: '' })
    expect(shown.map(({ type }) => type)).toEqual(['gap'])
  })

  it('is searched for all words, in everything an event holds', () => {
    const items = toTimelineItems([request, message, answered], [], '')
    const search = (text: string): string[] =>
      filterItems(items, { kinds: new Set(['network', 'console']), text }).map(({ type }) => type)
    expect(search('PAY 502')).toEqual(['network'])
    expect(search('bad gateway')).toEqual(['network'])
    expect(search('cart nothing')).toEqual([])
  })

  it('finds the last event at or before a moment, as a plain search would', () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 })
    fc.assert(
      fc.property(times, fc.integer({ min: -1, max: 51 }), (times, at) => {
        const sorted = times.toSorted((a, b) => a - b)
        const items = toTimelineItems(
          sorted.map((at) => ({ ...message, at })),
          [],
          '',
        )
        expect(findCurrent(items, at)).toBe(sorted.findLastIndex((time) => time <= at))
      }),
    )
  })
})
