import { connect } from 'node:net'
import { once } from 'node:events'
import { encodeSegment } from '@playhead/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayStore } from './index.ts'
import { failure, sampleDraft } from './requests.test-support.ts'
import { serveHttp } from './serve-http.test-support.ts'

/* The handler behind a real server: what a Request made by hand cannot show. */

let store: ReplayStore
let origin: string
let stop: () => Promise<void>

beforeEach(async () => {
  store = memoryStore()
  const replay = createReplayServer({ store, basePath: '/api/replay' })
  const { server, origin: own } = await serveHttp(replay)
  origin = own
  stop = async () => {
    server.closeAllConnections()
    server.close()
    await replay.close()
  }
})
afterEach(() => stop())

it('takes a segment from a page of its own origin', async () => {
  const { bytes } = await encodeSegment(sampleDraft)
  const headers = { origin, 'content-type': 'text/plain;charset=UTF-8' }
  const response = await fetch(`${origin}/api/replay/segments`, {
    method: 'POST',
    headers,
    body: bytes,
  })
  expect(response.status).toBe(202)
  expect(await store.readSegment(sampleDraft.session, sampleDraft.tab, 0)).toEqual(bytes)
})

it('answers 413 while an oversized body without announced length is still being sent', async () => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  socket.write(
    'POST /api/replay/segments HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n' +
      'Transfer-Encoding: chunked\r\n\r\n',
  )
  // Never ended: an answer can only come before the body's end.
  for (let piece = 0; piece < 11; piece++) {
    socket.write(`${(100_000).toString(16)}\r\n`)
    socket.write(Buffer.alloc(100_000))
    socket.write('\r\n')
  }
  const [answer]: unknown[] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
  socket.destroy()
  expect((await store.listSessions({ limit: 1, cursor: null })).sessions).toEqual([])
})

it('keeps nothing of a body whose sender leaves half way', async () => {
  const { bytes } = await encodeSegment(sampleDraft)
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  socket.write(
    `POST /api/replay/segments HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  )
  socket.write(bytes.subarray(0, 100))
  socket.end()
  await once(socket.resume(), 'close')
  expect((await store.listSessions({ limit: 1, cursor: null })).sessions).toEqual([])
  const alive = await fetch(`${origin}/api/replay/nothing`)
  expect(await failure(alive)).toEqual({ status: 404, code: 'not_found' })
})
