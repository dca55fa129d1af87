import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { addIntegration as add11 } from '@sentry/node'
import { sentryReplay } from '@playhead/sentry-bridge'
import type { addIntegration as add10 } from 'sentry-node-10'
import type { addIntegration as add8 } from 'sentry-node-8'
import type { addIntegration as add9 } from 'sentry-node-9'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serveIngest } from '../serve.test-support.ts'

/** The types of each version take the integration: the type check is the test. */
const typed = {
  8: sentryReplay(() => null) satisfies Parameters<typeof add8>[0],
  9: sentryReplay(() => null) satisfies Parameters<typeof add9>[0],
  10: sentryReplay(() => null) satisfies Parameters<typeof add10>[0],
  11: sentryReplay(() => null) satisfies Parameters<typeof add11>[0],
}
const majors = Object.keys(typed)

interface SentryEvent {
  timestamp: number
  tags?: Record<string, string>
  contexts: { playhead?: Record<string, unknown>; order?: Record<string, unknown> }
  exception: { values: { value: string }[] }
}

const sessions = Array.from({ length: 20 }, (_, index) => index.toString(16).padStart(32, '0'))
const received = new Map<string, SentryEvent[]>(majors.map((major) => [major, []]))
let ingest: Served

beforeAll(async () => {
  // Each version sends to a project of its own.
  ingest = await serveIngest((body, path) => {
    // An envelope: its header, then a header and a body of each item, a line each.
    const [, header = '', event = ''] = body.split('\n')
    const [, , project = ''] = path.split('/')
    if (header.includes('"type":"event"')) received.get(project)?.push(JSON.parse(event))
  })
  await Promise.all(majors.map(failOften))
  // Each loads all that its version brings along, side by side with other tests.
}, 120_000)

afterAll(() => ingest.stop())

async function failOften(major: string): Promise<void> {
  const dsn = `${ingest.origin.replace('//', '//public@')}/${major}`
  const script = `${import.meta.dirname}/sentry-server.test-support.ts`
  const args = ['--conditions=@playhead/source', script, major, dsn, sessions.join()]
  const shop = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  shop.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const [code] = await once(shop, 'exit')
  if (code !== 0)
    throw new Error(`With version ${major} the shop ended with ${code}: ${said.join('')}`)
}

it.each(majors)(
  'with @sentry/node %s an error leads to the session whose request it was, under way at once and detached',
  (major) => {
    const events = received.get(major) ?? []
    for (const { tags, contexts, timestamp, exception } of events) {
      const session = exception.values[0]?.value.split(' ')[1]
      const at = Math.round(timestamp * 1_000)
      const url = `https://shop.example/api/replay/sessions/${session}?at=${at}`
      expect(tags).toMatchObject({
        order: session,
        'playhead.session': session,
        'playhead.url': url,
      })
      expect(contexts.playhead).toEqual({ url, session, at })
      expect(contexts.order).toEqual({ of: session })
    }
    const messages = events.map(({ exception }) => exception.values[0]?.value)
    expect(messages.toSorted()).toEqual(
      ['in', 'late'].flatMap((when) => sessions.map((session) => `${when} ${session}`)),
    )
  },
)
