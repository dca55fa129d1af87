import {
  decodeSegment,
  encodeSegmentNow,
  type FrameEvent,
  type SegmentDraft,
} from '@playhead/protocol'
import { expect, it } from 'vitest'
import { createReplayServer, memoryStore } from '../index.ts'
import { base, failure, get, post, sampleDraft } from '../requests.test-support.ts'
import { add, picture, remove, say } from './clip-frames.test-support.ts'

const start = 1_790_000_000_000
const { session } = sampleDraft
const [first, second, third] = ['1'.repeat(16), '2'.repeat(16), '3'.repeat(16)]

/** A server with these segments, each ten seconds long, told by tab; null for one that never arrives. */
async function serve(tabs: Record<string, (FrameEvent[] | null)[]>) {
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    authorize: () => ({ actor: 'ana', can: ['share'] }),
  })
  for (const [tab, segments] of Object.entries(tabs)) {
    for (const [sequence, frames] of segments.entries()) {
      if (!frames) continue
      const startedAt = start + sequence * 10_000
      const draft: SegmentDraft = {
        ...sampleDraft,
        tab,
        sequence,
        previous: sequence === 0 ? null : 1,
        startedAt,
        endedAt: startedAt + 9_999,
        timeline: [
          JSON.stringify({
            type: 'navigation',
            at: startedAt,
            kind: 'load',
            from: null,
            to: `/${tab[0]}${sequence}`,
          }),
        ],
        frames: frames.map((frame) => JSON.stringify(frame)),
      }
      expect((await replay.handler(post(encodeSegmentNow(draft).bytes))).status).toBe(202)
    }
  }

  async function share(fromSecond: number, toSecond: number): Promise<Response> {
    const range = { from: start + fromSecond * 1_000, to: start + toSecond * 1_000 }
    const headers = { host: 'localhost:3000', 'content-type': 'application/json' }
    const body = JSON.stringify({ session, ...range })
    return replay.handler(new Request(`${base}/api/shares`, { method: 'POST', headers, body }))
  }

  /** All that a link to this part gives away. */
  async function open(fromSecond: number, toSecond: number) {
    const { url } = Object(await (await share(fromSecond, toSecond)).json())
    const place = `${String(url).replace('/api/replay', '')}/api/sessions/${session}`
    const ask = (path: string) => replay.handler(get(place + path))
    const manifest = Object(await (await ask('')).json())
    const timeline = Object(await (await ask('/timeline')).json())
    const segments = new Map<string, FrameEvent[] | number>()
    for (const [tab, all] of Object.entries(tabs)) {
      for (const sequence of all.keys()) {
        const answer = await ask(`/segments/${tab}/${sequence}`)
        const name = `${tab[0]}${sequence}`
        if (answer.status !== 200) segments.set(name, answer.status)
        else {
          const bytes = new Uint8Array(await answer.arrayBuffer())
          segments.set(name, (await decodeSegment(bytes)).frames)
        }
      }
    }
    return {
      manifest,
      timeline,
      segments,
      all: JSON.stringify([manifest, timeline, [...segments]]),
    }
  }
  return { share, open }
}

it('a part whose last picture is some segments before is shown, without what has gone since', async () => {
  const { open } = await serve({
    [first]: [
      [picture(start, { id: 4, childNodes: [{ id: 5, text: 'words at first' }] })],
      [say(start + 10_000, 5, 'words between'), add(start + 11_000, { id: 8, text: 'a dialog' })],
      [remove(start + 20_000, 8), say(start + 21_000, 5, 'words of now')],
      [say(start + 32_000, 5, 'words shown'), say(start + 38_000, 5, 'words too late')],
    ],
  })
  const { manifest, timeline, segments, all } = await open(31, 35)
  expect(manifest.tabs).toMatchObject([
    { gaps: [], segments: [{ sequence: 3, keyframes: [start + 31_000] }] },
  ])
  expect([...segments].map(([name, one]) => [name, typeof one === 'number' ? one : 200])).toEqual([
    ['10', 404],
    ['11', 404],
    ['12', 404],
    ['13', 200],
  ])
  expect(timeline.events).toMatchObject([{ type: 'navigation', at: start + 31_000, to: '/13' }])
  expect(all).toMatch(/words of now.*words shown/)
  expect(all).not.toMatch(/at first|between|a dialog|too late|"\/1[012]"/)
})

it('a part in which nothing changes is shown by the segment before it', async () => {
  const { open } = await serve({
    [first]: [
      [picture(start, { id: 4, text: 'a page to read' })],
      null,
      null,
      [say(start + 30_000, 4, 'later')],
    ],
  })
  const { manifest, all } = await open(15, 20)
  expect(manifest.tabs).toMatchObject([
    { startedAt: start + 15_000, segments: [{ sequence: 0, keyframes: [start + 15_000] }] },
  ])
  expect(all).toContain('a page to read')
  expect(all).not.toContain('later')
})

it('a tab without a full picture before is shown from its first one on', async () => {
  const { open } = await serve({
    [first]: [
      null,
      [say(start + 12_000, 5, 'of no picture')],
      [picture(start + 24_000, { id: 5, text: 'picture' })],
    ],
  })
  const { manifest, segments } = await open(15, 28)
  expect(manifest.tabs).toMatchObject([
    {
      segments: [
        { sequence: 1, keyframes: [] },
        { sequence: 2, keyframes: [start + 24_000] },
      ],
    },
  ])
  expect(JSON.stringify(segments.get('11'))).not.toContain('of no picture')
  expect(JSON.stringify(segments.get('12'))).toContain('picture')
})

it('a tab that was closed before, or opened after, is not in it', async () => {
  const { open } = await serve({
    [first]: [[picture(start, { id: 4, text: 'closed' })]],
    [second]: [
      null,
      [picture(start + 10_000, { id: 4, text: 'open' })],
      [say(start + 21_000, 4, 'go on')],
    ],
    [third]: [null, null, null, [picture(start + 30_000, { id: 4, text: 'to come' })]],
  })
  const { manifest, all } = await open(20, 25)
  expect(manifest.tabs.map(({ id }: { id: string }) => id)).toEqual([second])
  expect(manifest.session.tabs).toBe(1)
  expect(all).not.toMatch(/closed|to come|"\/10"|"\/33"/)
})

it('a part in which no tab was open is not shared', async () => {
  const { share } = await serve({
    [first]: [[picture(start)]],
    [second]: [null, null, null, [picture(start + 30_000)]],
  })
  expect(await failure(await share(15, 20))).toEqual({ status: 400, code: 'invalid_parameter' })
})
