import { encodeSegmentNow } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayServer } from '../index.ts'
import { base, failure, get, post, sampleDraft, send } from '../requests.test-support.ts'

const session = `/api/sessions/${sampleDraft.session}`

let replay: ReplayServer
beforeEach(() => {
  replay = createReplayServer({ store: memoryStore(), basePath: '/api/replay' })
})

describe('an unknown address', () => {
  it.each([
    '/nothing',
    '/api',
    '/api/',
    '/api/sessions/a/b',
    '/segments/x',
    '/viewer',
    '/viewer/',
    '/api//sessions',
    '//segments',
    '/sessions',
    '/sessions/a/b',
    '/api/sessions/%2e%2e/timeline',
  ])('%s is answered with 404', async (path) => {
    const response = await replay.handler(get(path))
    expect(await failure(response)).toEqual({ status: 404, code: 'not_found' })
  })

  it('outside of the base path is answered with 404, and says where the viewer is', async () => {
    for (const url of [
      'http://localhost/',
      'http://localhost/api/replayed',
      'http://localhost/api',
    ]) {
      const response = await replay.handler(new Request(url))
      expect(await response.clone().text()).toContain('/api/replay')
      expect(await failure(response)).toEqual({ status: 404, code: 'not_found' })
    }
  })

  it('is a page for a person, with nothing of the address in it', async () => {
    const accept = 'text/html,application/xhtml+xml'
    const response = await replay.handler(get('/<script>alert(1)</script>', { accept }))
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const page = await response.text()
    expect(page).toContain('not_found')
    expect(page).not.toContain('alert')
  })
})

describe('a wrong method', () => {
  it.each([
    ['GET', '/segments', 'POST'],
    ['PUT', '/segments', 'POST'],
    ['DELETE', '/segments', 'POST'],
    ['POST', '/api/sessions', 'GET, HEAD'],
    ['POST', session, 'GET, HEAD, DELETE'],
    ['PATCH', session, 'GET, HEAD, DELETE'],
    ['POST', '', 'GET, HEAD'],
    ['DELETE', '/playhead.js', 'GET, HEAD'],
  ])('%s %s is answered with 405 and what is allowed', async (method, path, allow) => {
    const response = await replay.handler(send(method, path))
    expect(response.headers.get('allow')).toBe(allow)
    expect(await failure(response)).toEqual({ status: 405, code: 'method_not_allowed' })
  })
})

describe('HEAD', () => {
  it('answers as GET does, without the body', async () => {
    await replay.handler(post(encodeSegmentNow(sampleDraft).bytes))
    for (const path of ['/api/sessions', session, '/nothing', '/api/sessions?limit=0']) {
      const [read, asked] = [
        await replay.handler(get(path)),
        await replay.handler(send('HEAD', path)),
      ]
      expect(asked.status).toBe(read.status)
      expect([...asked.headers]).toEqual([...read.headers])
      expect(await asked.text()).toBe('')
    }
  })
})

describe('OPTIONS', () => {
  it('tells what an address takes', async () => {
    const response = await replay.handler(send('OPTIONS', session))
    expect(response.status).toBe(204)
    expect(response.headers.get('allow')).toBe('GET, HEAD, DELETE, OPTIONS')
  })

  it('of an unknown address is answered with 404', async () => {
    const response = await replay.handler(send('OPTIONS', '/nothing'))
    expect(await failure(response)).toEqual({ status: 404, code: 'not_found' })
  })
})

describe('the base path', () => {
  it('may be the root of a host', async () => {
    const root = createReplayServer({ store: memoryStore(), basePath: '/' })
    expect(root.basePath).toBe('')
    expect((await root.handler(new Request('http://localhost/api/sessions'))).status).toBe(200)
  })

  it('may be written with a slash at its end', async () => {
    const slashed = createReplayServer({ store: memoryStore(), basePath: '/api/replay/' })
    expect(slashed.basePath).toBe('/api/replay')
    expect((await slashed.handler(new Request(`${base}/api/sessions/`))).status).toBe(200)
  })

  it.each(['', 'api', '/a b', '/a/../b', '/a//b', '/<script>', '/a?b', '/a"', '/ä', 'http://a/b'])(
    'cannot be %j',
    (basePath) => {
      expect(() => createReplayServer({ store: memoryStore(), basePath })).toThrow(
        expect.objectContaining({ code: 'invalid_option' }),
      )
    },
  )
})
