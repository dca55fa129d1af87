import type { LinkEvent, TimelineEvent } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { toEventFields } from './event-fields.ts'
import { toTimelineItems } from './timeline-item.ts'

const network: TimelineEvent = {
  type: 'network',
  at: 10,
  request: 1,
  initiator: 'fetch',
  method: 'GET',
  url: 'https://shop.example/a',
  status: 200,
  durationMs: 5,
}

it('folds all that becomes known of a request into its row', () => {
  const items = toTimelineItems(
    [
      network,
      { type: 'network-detail', at: 11, request: 1, timing: { totalMs: 7 } },
      { type: 'network-detail', at: 12, request: 1, responseBody: { text: 'ok', isCut: false } },
    ],
    [],
    'shop.example',
  )
  expect(items).toHaveLength(1)
  const labels = items.flatMap(({ event, later }) =>
    event ? toEventFields(event, later).map(({ label }) => label) : [],
  )
  expect(labels).toEqual(expect.arrayContaining(['Phases', 'Response body']))
})

it('keeps one row of a link, at its moment, with what was said of it last', () => {
  const link: LinkEvent = {
    type: 'link',
    at: 20,
    tool: 'sentry',
    subject: 'error',
    id: 'abc',
    url: 'https://sentry.example/abc',
    title: 'TypeError: x',
    status: 'pending',
  }
  const items = toTimelineItems([link, { ...link, at: 25, status: 'confirmed' }], [], '')
  expect(items).toMatchObject([{ at: 20, label: 'sentry', summary: 'TypeError: x' }])
  const [item] = items
  expect(item?.event && toEventFields(item.event, null)).toContainEqual({
    label: 'Open',
    value: 'abc',
    href: 'https://sentry.example/abc',
  })
})
