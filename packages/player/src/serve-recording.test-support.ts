import {
  encodeSegment,
  type FrameEvent,
  type SegmentSummary,
  type SessionManifest,
  type TabManifest,
} from '@playhead/protocol'

export const sessionId = '00112233445566778899aabbccddeeff'
export const tabId = '0123456789abcdef'

export interface TabRecording {
  id?: string
  /** The frames of each segment; null for a segment that never arrived. */
  segments: (FrameEvent[] | null)[]
  /** Sequence numbers of segments whose bytes are damaged. */
  damaged?: number[]
}

export interface ServedRecording {
  manifest: SessionManifest
  fetch: typeof globalThis.fetch
  /** Paths asked for, in order. */
  requests: string[]
  /** While set, every request is answered with it. */
  failWith: (() => Response | Error) | null
  /** While set, no request is answered before it resolves. */
  hold: Promise<void> | null
}

/** A server's answers about one session, as the query API gives them, without a server. */
export async function serveRecording(...tabs: TabRecording[]): Promise<ServedRecording> {
  const bodies = new Map<string, Uint8Array<ArrayBuffer>>()
  const manifests: TabManifest[] = []
  for (const tab of tabs) manifests.push(await encodeTab(tab, bodies))
  const manifest: SessionManifest = { session: toSummary(manifests), tabs: manifests }

  const served: ServedRecording = {
    manifest,
    requests: [],
    failWith: null,
    hold: null,
    async fetch(input, init) {
      const path = String(input)
      served.requests.push(path)
      if (served.hold) await orAborted(served.hold, init?.signal)
      const failure = served.failWith?.()
      if (failure instanceof Error) throw failure
      if (failure) return failure
      const body = bodies.get(path.split('/segments/')[1] ?? '')
      if (body) return new Response(body)
      return path.endsWith(sessionId) ? Response.json(manifest) : new Response('', { status: 404 })
    },
  }
  return served
}

async function encodeTab(
  { id = tabId, segments, damaged = [] }: TabRecording,
  bodies: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<TabManifest> {
  const times = segments.flatMap((frames) => (frames ?? []).map(({ timestamp }) => timestamp))
  const tab: TabManifest = {
    id,
    startedAt: Math.min(...times),
    endedAt: Math.max(...times),
    segments: [],
    gaps: [],
  }
  let endedAt = tab.startedAt
  for (const [sequence, frames] of segments.entries()) {
    if (!frames) {
      const later = segments.slice(sequence).find((one) => one !== null)
      const next = later?.[0]?.timestamp ?? tab.endedAt
      const open = tab.gaps.at(-1)
      if (open && open.toSequence === sequence - 1) open.toSequence = sequence
      else {
        const gap = { fromSequence: sequence, toSequence: sequence, startedAt: endedAt }
        tab.gaps.push({ ...gap, endedAt: next })
      }
      continue
    }
    const summary = toSegmentSummary(sequence, frames)
    endedAt = summary.endedAt
    const { bytes } = await encodeSegment({
      session: sessionId,
      tab: id,
      sequence,
      previous: sequence === 0 ? null : 1,
      startedAt: summary.startedAt,
      endedAt,
      policy: '0000000000000000',
      release: null,
      timeline: [],
      frames: frames.map((frame) => JSON.stringify(frame)),
    })
    const last = bytes.length - 1
    if (damaged.includes(sequence)) bytes[last] = (bytes[last] ?? 0) ^ 1
    bodies.set(`${id}/${sequence}`, bytes)
    tab.segments.push({ ...summary, bytes: bytes.length })
  }
  return tab
}

function toSegmentSummary(sequence: number, frames: FrameEvent[]): SegmentSummary {
  const times = frames.map(({ timestamp }) => timestamp)
  return {
    sequence,
    startedAt: Math.min(...times),
    endedAt: Math.max(...times),
    timelineEvents: 0,
    frames: frames.length,
    bytes: 0,
    keyframes: frames.filter(({ type }) => type === 2).map(({ timestamp }) => timestamp),
  }
}

function toSummary(tabs: TabManifest[]): SessionManifest['session'] {
  return {
    id: sessionId,
    startedAt: Math.min(...tabs.map(({ startedAt }) => startedAt)),
    endedAt: Math.max(...tabs.map(({ endedAt }) => endedAt)),
    entryUrl: null,
    pages: 1,
    clicks: 0,
    errors: 0,
    user: null,
    userAgent: null,
    release: null,
    tabs: tabs.length,
    segments: tabs.reduce((sum, { segments }) => sum + segments.length, 0),
    storedBytes: 0,
  }
}

function orAborted(promise: Promise<void>, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
    void promise.then(resolve)
  })
}
