import { describe, expect, it } from 'vitest'
import { toBrowserName } from './browser-name.ts'
import { count } from './count.ts'
import { formatBytes } from './format-bytes.ts'
import { formatKeep, formatUntil } from './format-keep.ts'
import { formatOffset, formatSpan } from './format-duration.ts'
import { formatAgo, formatClock } from './format-time.ts'
import { toShortUrl } from './short-url.ts'

describe('times', () => {
  it('names a place on the time axis as a player does', () => {
    expect([0, 7_999, 723_000, 3_723_000].map(formatOffset)).toEqual([
      '0:00',
      '0:07',
      '12:03',
      '1:02:03',
    ])
    expect(formatOffset(-5)).toBe('0:00')
  })

  it('names how long something is kept, and how soon something is', () => {
    const hour = 3_600_000
    expect([36 * hour, 336 * hour, 8_760 * hour, null].map(formatKeep)).toEqual([
      '36 hours',
      '14 days',
      '1 year',
      'for ever',
    ])
    const soon = [-5, 90_000, 5 * hour, 72 * hour].map((ms) => formatUntil(1_000 + ms, 1_000))
    expect(soon).toEqual(['now', 'in 2 min', 'in 5 h', 'in 3 days'])
  })

  it('names a length with the precision one reads it with', () => {
    const lengths = [0, 240, 999.6, 1_000, 3_480, 59_400, 60_000, 185_000, 3_600_000, 4_320_000]
    expect(lengths.map(formatSpan)).toEqual([
      '0 ms',
      '240 ms',
      '1000 ms',
      '1 s',
      '3.5 s',
      '59 s',
      '1 min',
      '3 min 5 s',
      '1 h',
      '1 h 12 min',
    ])
  })

  it('says how long ago something was until a date says more', () => {
    const now = new Date(2026, 10, 24, 14, 32).getTime()
    const ago = (minutes: number): string => formatAgo(now - minutes * 60_000, now)
    expect([0.5, 5, 180, 1_500, 4_000].map(ago)).toEqual([
      'just now',
      '5 min ago',
      '3 h ago',
      '1 day ago',
      '2 days ago',
    ])
    expect(ago(20 * 1_440)).toBe('Nov 4')
    expect(ago(400 * 1_440)).toBe('Oct 20, 2025')
    expect(formatClock(now, now)).toBe('14:32')
    expect(formatClock(now - 86_400_000, now)).toBe('Nov 23, 14:32')
  })
})

describe('browser names', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${chrome}`, 'Chrome 156 · Linux'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/156.0.0.0`, 'Edge 156 · Windows'],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${chrome.replace('Safari', 'Mobile Safari')}`,
      'Chrome 156 · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari 26.0 · iOS',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:148.0) Gecko/20100101 Firefox/148.0',
      'Firefox 148 · macOS',
    ],
    ['curl/8.9', null],
    [null, null],
  ])('calls %s %s', (userAgent, name) => {
    expect(toBrowserName(userAgent)).toBe(name)
  })
})

it('shortens a URL to what tells pages apart', () => {
  expect(toShortUrl('https://shop.example/cart?step=*', 'shop.example')).toBe('/cart?step=*')
  expect(toShortUrl('https://pay.example/', 'shop.example')).toBe('pay.example/')
  expect(toShortUrl('about:blank', 'shop.example')).toBe('about:blank')
  expect(toShortUrl('not a url', 'shop.example')).toBe('not a url')
})

it('counts and measures', () => {
  expect([count(1, 'error'), count(3, 'error'), count(2, 'key press', 'key presses')]).toEqual([
    '1 error',
    '3 errors',
    '2 key presses',
  ])
  expect([0, 999, 4_240, 31_400_000, 5e12].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '4.2 kB',
    '31 MB',
    '5000 GB',
  ])
})
