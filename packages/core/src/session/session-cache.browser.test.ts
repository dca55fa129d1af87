import { afterEach, expect, it, vi } from 'vitest'
import { recordPage } from '../../testing/record-page.ts'
import { getReplay } from '../index.ts'
import { browserSessionCache } from './session-cache.ts'

afterEach(async () => {
  await getReplay()?.stop()
  vi.restoreAllMocks()
  localStorage.clear()
})

it('remembers in the browser’s storages', () => {
  const { shared, tab } = browserSessionCache()
  shared.set('a', '1')
  tab.set('a', '2')
  expect([localStorage.getItem('a'), sessionStorage.getItem('a')]).toEqual(['1', '2'])
  expect([browserSessionCache().shared.get('a'), browserSessionCache().tab.get('a')]).toEqual([
    '1',
    '2',
  ])
  shared.remove('a')
  tab.remove('a')
  expect([shared.get('a'), tab.get('a')]).toEqual([null, null])
})

it('remembers in memory where storage is full', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const { shared } = browserSessionCache()
  shared.set('b', '1')
  expect(shared.get('b')).toBe('1')
  shared.remove('b')
  expect(shared.get('b')).toBeNull()
})

it('records where every storage is denied', async () => {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    vi.spyOn(window, name, 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
  }
  const page = await recordPage('<p>x</p>')
  await page.replay.flush()
  const [first] = await page.segments()
  expect(first?.frames.map(({ type }) => type)).toEqual([4, 2])
  expect(page.errors).toEqual([])
})
