import { expect, it } from 'vitest'
import { cleanOwnEvent } from './clean-own-event.ts'
import { loadDetectors } from './late-detectors.ts'
import { createPolicy } from './policy.ts'

await loadDetectors()

const clean = (event: Parameters<typeof cleanOwnEvent>[0]) =>
  cleanOwnEvent(event, {
    scrubUrl: (url) => url,
    hideEntered: (text) => text.replace('lamp', '*'),
    takeOut: createPolicy().takeOut,
  })

it('takes what the detectors find out of properties, however deep', () => {
  const properties = {
    plan: 'pro',
    to: ['nora@shop.example', { card: '4242 4242 4242 4242', count: 3, none: null }],
    'nora@shop.example': true,
  }
  expect(clean({ type: 'custom', at: 1, name: 'sent', properties })).toMatchObject({
    name: 'sent',
    properties: {
      plan: 'pro',
      to: ['[mail]', { card: '[card]', count: 3, none: null }],
      '[mail]': true,
    },
  })
})

it('cleans traits, and keeps the id the application chose', () => {
  expect(
    clean({ type: 'identify', at: 1, user: 'u-17', traits: { phone: '+351 912 345 678' } }),
  ).toMatchObject({ user: 'u-17', traits: { phone: '[phone]' } })
})

it('cleans names and variants of flags', () => {
  const flags = { 'nora@shop.example': 'lamp', on: true, off: null }
  expect(clean({ type: 'flags', at: 1, flags })).toMatchObject({
    flags: { '[mail]': '*', on: true, off: null },
  })
})

it('cleans the title of a link', () => {
  const link = { tool: 'sentry', subject: 'error', id: 'a1', url: null, status: 'pending' } as const
  expect(
    clean({ type: 'link', at: 1, ...link, title: 'Error: no mail to nora@shop.example' }),
  ).toMatchObject({ title: 'Error: no mail to [mail]' })
})

it('takes out what only the name of its field tells, and numbers that are somebody’s', () => {
  const properties = {
    phone: 351912345678,
    card: 4242424242424242,
    email: 'nora at home',
    customer: { name: 'Nora Quist', lat: 38.722252, since: 1763900000001 },
    items: 3,
    name: 'checkout',
    'nora@shop.example': 'kept from',
  }
  expect(clean({ type: 'custom', at: 1, name: 'order for nora@shop.example', properties })).toEqual(
    {
      type: 'custom',
      at: 1,
      name: 'order for [mail]',
      properties: {
        phone: '[personal]',
        card: '[card]',
        email: '[personal]',
        customer: { name: '[personal]', lat: '[location]', since: 1763900000001 },
        items: 3,
        name: 'checkout',
        '[mail]': '*',
      },
    },
  )
})

it('takes numbers out of flags, and what a person has entered as a number', () => {
  const entered = { type: 'custom', at: 1, name: 'sent', properties: { weight: 4711 } } as const
  expect(
    cleanOwnEvent(entered, {
      scrubUrl: (url) => url,
      hideEntered: (text) => text.replace('4711', '*'),
      takeOut: createPolicy().takeOut,
    }),
  ).toMatchObject({ properties: { weight: '*' } })
  expect(clean({ type: 'flags', at: 1, flags: { phone: 351912345678, price: 2 } })).toMatchObject({
    flags: { phone: '[personal]', price: 2 },
  })
})
