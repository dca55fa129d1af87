import { expect, it } from 'vitest'
import {
  isSharePath,
  parseRoute,
  toAuditPath,
  toDataPath,
  toListPath,
  toSessionPath,
} from './route.ts'

const session = '00112233445566778899aabbccddeeff'

const parse = (path: string, base = '/api/replay') =>
  parseRoute(new URL(path, 'http://localhost'), base)

it('knows the list, a session, and a moment in it', () => {
  expect(parse('/api/replay')).toEqual({ name: 'list' })
  expect(parse('/api/replay/')).toEqual({ name: 'list' })
  expect(parse('/', '')).toEqual({ name: 'list' })
  expect(parse(`/api/replay/sessions/${session}`)).toEqual({ name: 'session', session, moment: {} })
  expect(parse(`/sessions/${session}?at=17&tab=x`, '')).toMatchObject({
    moment: { at: 17, tab: 'x' },
  })
})

it('takes a moment that is no time as none', () => {
  expect(parse(`/api/replay/sessions/${session}?at=soon`)).toMatchObject({ moment: {} })
  expect(parse(`/api/replay/sessions/${session}?at=`)).toMatchObject({ moment: {} })
})

it('knows the pages about all sessions', () => {
  expect(parse(toDataPath('/api/replay'))).toEqual({ name: 'data' })
  expect(parse(toAuditPath(''), '')).toEqual({ name: 'audit' })
  expect(parse('/api/replay/data/x')).toEqual({ name: 'unknown' })
})

it('knows when it is served below a share link', () => {
  const token = `${'a-'.repeat(21)}1.${'B_'.repeat(21)}2`
  expect(isSharePath(`/api/replay/share/${token}`)).toBe(true)
  const others = ['', '/share/replay', `/share/${token}/api`, `/replay/${token}`]
  expect(others.map(isSharePath)).not.toContain(true)
})

it('knows nothing else', () => {
  for (const path of [
    '/elsewhere',
    '/api/replay/sessions/12',
    `/api/replay/sessions/${session}/x`,
  ]) {
    expect(parse(path)).toEqual({ name: 'unknown' })
  }
})

it('writes addresses that it reads', () => {
  expect(toListPath('')).toBe('/')
  const path = toSessionPath('/api/replay', session, { at: 1_795_500_000_000.4, tab: 'a1' })
  expect(parse(path)).toEqual({
    name: 'session',
    session,
    moment: { at: 1_795_500_000_000, tab: 'a1' },
  })
})
