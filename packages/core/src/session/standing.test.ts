import type { TimelineEvent } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { createStanding } from './standing.ts'

const flags = (at: number, variants: Record<string, string | boolean | null>): TimelineEvent => ({
  type: 'flags',
  at,
  flags: variants,
})

it('lets only changes of flags pass', () => {
  const standing = createStanding()
  const first = flags(1, { checkout: 'b', beta: true, absent: null })
  expect(standing.hear(first)).toEqual(flags(1, { checkout: 'b', beta: true }))
  expect(standing.hear(flags(2, { checkout: 'b', beta: true }))).toBeNull()
  expect(standing.hear(flags(3, { checkout: 'c', beta: true }))).toEqual(
    flags(3, { checkout: 'c' }),
  )
  expect(standing.hear(flags(4, { beta: null }))).toEqual(flags(4, { beta: null }))
})

it('tells a session that begins who the user is and which flags hold', () => {
  const standing = createStanding()
  expect(standing.tell(5)).toEqual([])
  standing.hear({ type: 'identify', at: 1, user: 'user-16', traits: {} })
  standing.hear({ type: 'identify', at: 2, user: 'user-17', traits: { plan: 'pro' } })
  standing.hear(flags(3, { checkout: 'b', beta: true }))
  standing.hear(flags(4, { beta: null }))
  expect(standing.tell(5)).toEqual([
    { type: 'identify', at: 5, user: 'user-17', traits: { plan: 'pro' } },
    flags(5, { checkout: 'b' }),
  ])
})

it('passes on what it has no memory for', () => {
  const event: TimelineEvent = { type: 'custom', at: 1, name: 'paid', properties: {} }
  expect(createStanding().hear(event)).toBe(event)
})

it('remembers no more than 500 flags, whatever an application makes of them', () => {
  const standing = createStanding()
  for (let index = 0; index < 600; index++) standing.hear(flags(index, { [`f${index}`]: true }))
  const [told] = standing.tell(9_000)
  expect(told?.type === 'flags' && Object.keys(told.flags).length).toBe(500)
})
