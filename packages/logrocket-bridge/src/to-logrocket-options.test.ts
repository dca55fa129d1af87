import type LogRocket from 'logrocket'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { toLogRocketOptions } from './index.ts'

type LogRocketOptions = NonNullable<Parameters<typeof LogRocket.init>[1]>

const request = {
  reqId: '1',
  url: 'https://shop.example/pay?card=4242424242424242&page=2#top',
  referrer: 'https://shop.example/cart?user=alice',
  headers: { Authorization: 'Bearer abc', 'X-Shop': 'a', Accept: 'text/html' },
  body: '{"card":"4242 4242 4242 4242","items":2}',
  method: 'POST',
}

it('is what LogRocket takes', () => {
  expectTypeOf(toLogRocketOptions()).toExtend<LogRocketOptions>()
})

describe('the DOM', () => {
  it('is masked whole, with our markers and selectors on top', () => {
    const { dom } = toLogRocketOptions({ maskTextSelector: '.secret', blockSelector: '.ad' })
    expect(dom).toMatchObject({ textSanitizer: true, inputSanitizer: true, imageSanitizer: true })
    expect(dom.redactSelectors.join()).toMatch(/\[data-replay="mask"\].*,\.secret$/)
    expect(dom.hideSelectors.join()).toMatch(/\[data-replay="block"\].*,\.ad$/)
    expect(dom.hiddenAttributes).toContain('placeholder')
  })
})

describe('a request', () => {
  it('keeps method and scrubbed URL, and no header and no body', () => {
    const { network } = toLogRocketOptions({ keepQueryParams: ['page'] })
    expect(network.requestSanitizer(request)).toEqual({
      reqId: '1',
      url: 'https://shop.example/pay?card=*&page=2',
      referrer: 'https://shop.example/cart?user=*',
      headers: {},
      method: 'POST',
    })
  })

  it('keeps the headers and bodies that are allowed, cleaned, and never a credential', () => {
    const { network } = toLogRocketOptions(
      {},
      { headers: ['x-shop', 'authorization'], bodies: [/\/pay/g] },
    )
    for (const _ of [1, 2]) {
      expect(network.requestSanitizer(request)).toMatchObject({
        headers: { 'x-shop': 'a' },
        body: '{"card":"[card]","items":2}',
      })
    }
  })

  it('is left out whole when the application fails to clean it', () => {
    const redactBody = (): string => {
      throw new Error('host bug')
    }
    const { network } = toLogRocketOptions({}, { bodies: ['/pay'], redactBody })
    expect(network.requestSanitizer(request)).toBeNull()
  })
})

it('a response is held to the same rules', () => {
  const { network } = toLogRocketOptions({}, { bodies: ['/pay'], maxBodyBytes: 4 })
  const { referrer: _, ...message } = request
  expect(network.responseSanitizer({ ...message, status: 200 })).toEqual({
    reqId: '1',
    status: 200,
    url: 'https://shop.example/pay?card=*&page=*',
    headers: {},
    method: 'POST',
    body: '{"ca',
  })
})

it('the address of the page is scrubbed', () => {
  const { browser } = toLogRocketOptions()
  expect(browser.urlSanitizer('https://shop.example/a?b=c')).toBe('https://shop.example/a?b=*')
})

describe('detectors of the application', () => {
  const customer = { name: 'customer', pattern: /\bKD-\d{8}\b/g }
  const told = { ...request, url: 'https://shop.example/find/KD-12345678?page=KD-12345678' }

  it('clean addresses, headers and bodies', () => {
    const { network, browser } = toLogRocketOptions(
      { detectors: [customer], keepQueryParams: ['page'] },
      { headers: ['x-shop'], bodies: ['/find'] },
    )
    const headers = { 'X-Shop': 'KD-12345678' }
    const body = '{"of":"KD-12345678","card":"4242 4242 4242 4242"}'
    expect(network.requestSanitizer({ ...told, headers, body })).toMatchObject({
      url: 'https://shop.example/find/*?page=[customer]',
      headers: { 'x-shop': '[customer]' },
      body: '{"of":"[customer]","card":"[card]"}',
    })
    expect(browser.urlSanitizer('/a?page=KD-12345678')).not.toContain('KD-')
  })

  it('let nothing pass if one of them cannot be used', () => {
    const { network, browser } = toLogRocketOptions(
      { detectors: [customer, { name: 'endless', pattern: /(a+)+$/g }] },
      { headers: ['x-shop'], bodies: ['/find'] },
    )
    expect(network.requestSanitizer(told)).toMatchObject({
      url: '*',
      headers: { 'x-shop': '*' },
      body: '*',
    })
    expect(browser.urlSanitizer('https://shop.example/a')).toBe('*')
  })
})
