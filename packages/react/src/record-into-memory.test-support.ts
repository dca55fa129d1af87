import type { ReplayOptions } from '@playhead/core'
import { decodeSegment, type TimelineEvent } from '@playhead/protocol'

/** Options that send to an array instead of a server. */
export function recordIntoMemory(): {
  options: ReplayOptions
  snapshots(): Promise<number>
  timeline(): Promise<TimelineEvent[]>
} {
  const bodies: Uint8Array<ArrayBuffer>[] = []
  const segments = () => Promise.all(bodies.map((body) => decodeSegment(body)))
  return {
    options: {
      endpoint: '/api/replay',
      fetch: async (_, init) => {
        bodies.push(new Uint8Array(await new Response(init?.body ?? null).arrayBuffer()))
        return Response.json({ status: 'stored' }, { status: 202 })
      },
    },
    async snapshots() {
      const frames = (await segments()).flatMap((segment) => segment.frames)
      return frames.filter((frame) => frame.type === 2).length
    },
    async timeline() {
      return (await segments()).flatMap((segment) => segment.timeline)
    },
  }
}
