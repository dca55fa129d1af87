/*
 * Runs the services beside this file against a real replay server, as no other test does: not every
 * machine has their languages. Of one that is missing it says so.
 *
 *   npx -c 'node --conditions=@playhead/source packages/recipes/services/check.ts'
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { toExpress } from '@playhead/express'
import { encodeSegmentNow, type SessionTimeline, type TimelineEvent } from '@playhead/protocol'
import { createReplayServer, memoryStore } from '@playhead/server'
import express from 'express'

const services = [
  { name: 'Python', has: ['python3', '--version'], run: ['python3', 'stock.py'] },
  { name: 'Flask', has: ['python3', '-c', 'import flask'], run: ['python3', 'stock_flask.py'] },
  { name: 'Java', has: ['java', '--version'], run: ['java', 'Stock.java'] },
  { name: 'Go', has: ['go', 'version'], run: ['go', 'run', 'stock.go'] },
] as const

const token = 'a-secret-of-the-services'
const tab = '0123456789abcdef'
const trace = 'ab'.repeat(16)

const replay = createReplayServer({
  store: memoryStore(),
  basePath: '/api/replay',
  ingestToken: token,
})
const server = createServer(express().use('/api/replay', toExpress(replay)))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
const base = `http://127.0.0.1:${address.port}/api/replay`

for (const [index, service] of services.entries()) {
  const [probe, ...options] = service.has
  if (spawnSync(probe, options).status !== 0) {
    console.log(`- ${service.name}: not run, it is not on this machine`)
    continue
  }
  const session = String(index).repeat(32)
  await record(session)
  const [command, ...files] = service.run
  const running = spawn(command, files, {
    cwd: import.meta.dirname,
    env: { ...process.env, REPLAY_URL: base, REPLAY_TOKEN: token },
    // Of its own group: `go run` starts the service as a child.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const port = await firstLine(running)
    const headers = {
      'x-replay-id': `${session}.${tab}`,
      traceparent: `00-${trace}-${'cd'.repeat(8)}-01`,
    }
    await fetch(`http://127.0.0.1:${port}/stock/heron`)
    const { status } = await fetch(`http://127.0.0.1:${port}/stock/heron`, { headers })
    const events = await untilTold(session)
    const [event] = events
    const isRight =
      events.length === 1 &&
      status === 500 &&
      event?.service === 'stock' &&
      event.kind === 'error' &&
      event.message === 'no stock of heron' &&
      event.method === 'GET' &&
      event.status === 500 &&
      event.trace === trace &&
      (event.stack ?? '').includes('tock')
    console.log(`${isRight ? '✓' : '✗'} ${service.name}: ${JSON.stringify(event)}`)
    if (!isRight) process.exitCode = 1
  } finally {
    if (running.pid !== undefined) process.kill(-running.pid)
  }
}
server.closeAllConnections()
server.close()
await replay.close()

/** A page's first segment, which makes the session one that is known. */
async function record(session: string): Promise<void> {
  const startedAt = Date.now()
  const { bytes } = encodeSegmentNow({
    session,
    tab,
    sequence: 0,
    previous: null,
    startedAt,
    endedAt: startedAt,
    policy: '0000000000000000',
    release: null,
    timeline: [],
    frames: [],
  })
  const headers = { 'content-type': 'text/plain' }
  await fetch(`${base}/segments`, { method: 'POST', headers, body: bytes })
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The service has no output.')
  for await (const line of createInterface(stdout)) return line
  throw new Error('The service ended before it listened.')
}

async function untilTold(session: string): Promise<Extract<TimelineEvent, { type: 'server' }>[]> {
  for (let left = 100; left > 0; left--) {
    const answer = await fetch(`${base}/api/sessions/${session}/timeline`)
    const { events } = (await answer.json()) as SessionTimeline
    const told = events.filter((event) => event.type === 'server')
    if (told.length > 0) return told
    await wait(50)
  }
  return []
}
