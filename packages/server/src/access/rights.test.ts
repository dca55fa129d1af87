import { beforeEach, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type Right } from '../index.ts'
import { base, failure, sampleDraft } from '../requests.test-support.ts'
import { allowLoopback } from './allow-loopback.ts'

const place = `/api/sessions/${sampleDraft.session}`
const allRights = allowLoopback(new Request(base))?.can ?? []

let can: readonly Right[]
const replay = createReplayServer({
  store: memoryStore(),
  basePath: '/api/replay',
  authorize: () => ({ actor: 'ana', can }),
})
beforeEach(() => {
  can = allRights
})

it.each<[string, string, Right]>([
  ['GET', '/api/sessions', 'list'],
  ['GET', '/api/warnings', 'list'],
  ['GET', '/api/storage', 'list'],
  ['GET', `${place}/warnings`, 'list'],
  ['GET', place, 'watch'],
  ['GET', `${place}/timeline`, 'watch'],
  ['GET', `${place}/segments/${sampleDraft.tab}/0`, 'watch'],
  ['GET', `${place}/annotations`, 'watch'],
  ['POST', `${place}/annotations`, 'annotate'],
  ['DELETE', `${place}/annotations/a1`, 'annotate'],
  ['GET', '/api/shares', 'share'],
  ['POST', '/api/shares', 'share'],
  ['DELETE', `/api/shares/${sampleDraft.session}/a1`, 'share'],
  ['GET', '/api/export?user=ana', 'export'],
  ['GET', '/api/receipts', 'erase'],
  ['DELETE', place, 'erase'],
  ['POST', '/api/erasures', 'erase'],
  ['GET', '/api/audit', 'configure'],
  ['GET', '/api/audit/verification', 'configure'],
  ['GET', '/api/holds', 'configure'],
  ['POST', '/api/holds', 'configure'],
  ['DELETE', '/api/holds/h1', 'configure'],
])('%s %s needs the right to %s, and all others do not help', async (method, path, right) => {
  const headers = { host: 'localhost:3000', 'content-type': 'application/json' }
  const body = method === 'POST' ? '{}' : null
  const ask = () => replay.handler(new Request(base + path, { method, headers, body }))
  expect((await ask()).status).not.toBe(403)
  can = allRights.filter((one) => one !== right)
  expect(await failure(await ask())).toEqual({ status: 403, code: 'right_missing' })
})
