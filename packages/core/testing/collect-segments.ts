import {
  decodeSegment,
  type FrameEvent,
  type Segment,
  type TimelineEvent,
} from '@playhead/protocol'

/** A stand-in for the server: takes segments by `fetch`, keeps them, and answers as told. */
export interface SegmentCollector {
  fetch: typeof fetch
  /** Each body that came, in order. */
  arrivals: {
    url: string
    body: Uint8Array<ArrayBuffer>
    keepalive: boolean
  }[]
  /** What to answer next; 202 when it is empty. */
  answers: (Response | Error)[]
  segments(): Promise<Segment[]>
  timeline(): Promise<TimelineEvent[]>
  frames(): Promise<FrameEvent[]>
  /** Everything that was sent, as one text. */
  text(): Promise<string>
}

export function collectSegments(): SegmentCollector {
  const arrivals: SegmentCollector['arrivals'] = []
  const bodies: Promise<Uint8Array<ArrayBuffer>>[] = []
  const answers: (Response | Error)[] = []

  const take = (url: string, body: Blob, keepalive: boolean): void => {
    const at = arrivals.length
    arrivals.push({ url, body: new Uint8Array(), keepalive })
    bodies.push(
      body.arrayBuffer().then((buffer) => {
        const bytes = new Uint8Array(buffer)
        const arrival = arrivals[at]
        if (arrival) arrival.body = bytes
        return bytes
      }),
    )
  }

  const segments = async (): Promise<Segment[]> => {
    await Promise.all(bodies)
    // Asked to erase a session, it keeps that as well.
    const sent = arrivals.filter(({ url }) => url.endsWith('/segments'))
    return Promise.all(sent.map(({ body }) => decodeSegment(body)))
  }
  return {
    arrivals,
    answers,
    segments,
    fetch: async (input, init) => {
      const answer = answers.shift() ?? Response.json({ status: 'stored' }, { status: 202 })
      if (answer instanceof Error) throw answer
      const body = new Blob([init?.body as BlobPart])
      if (answer.ok) take(String(input), body, init?.keepalive ?? false)
      return answer
    },
    timeline: async () => (await segments()).flatMap((segment) => segment.timeline),
    frames: async () => (await segments()).flatMap((segment) => segment.frames),
    async text() {
      return (await segments())
        .map(({ timeline, frames }) => JSON.stringify(timeline) + JSON.stringify(frames))
        .join('\n')
    },
  }
}
