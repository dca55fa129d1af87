import { decodeSegment, encodeSegment, type FrameEvent } from '@playhead/protocol'
import { type Clip, selectOfTab, type StoredSegment, type TabClip } from './clip.ts'
import { clipFrames } from './clip-frames.ts'
import { clampTo } from './clip-session.ts'
import { createPageLook } from './page-look.ts'

type ReadSegment = (sequence: number) => Promise<Uint8Array<ArrayBuffer> | null>

/**
 * A segment with nothing in it but what is between two times; null if it is not of that part, or not
 * there. The first that is shown begins with the page as it was at the first moment, which takes reading
 * what was recorded since the last full picture.
 *
 * @param tab the segments of its tab, by sequence.
 */
export async function clipSegment(
  sequence: number,
  tab: readonly StoredSegment[],
  clip: Clip,
  read: ReadSegment,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const selected = selectOfTab(tab, clip)
  if (!selected?.shown.some((segment) => segment.sequence === sequence)) return null
  const bytes = await read(sequence)
  if (!bytes) return null
  const { header, timeline, frames } = await decodeSegment(bytes)
  const look =
    selected.look?.at.sequence === sequence ? await makeLook(selected.look, clip, read) : []
  const clipped = await encodeSegment({
    ...header,
    startedAt: clampTo(clip, header.startedAt),
    endedAt: clampTo(clip, header.endedAt),
    timeline: timeline
      .filter(({ at }) => at >= clip.from && at <= clip.to)
      .map((event) => JSON.stringify(event)),
    frames: [...look, ...clipFrames(frames, clip)].map((frame) => JSON.stringify(frame)),
  })
  return clipped.bytes
}

/** What does not arrive or does not decode is left out, as where it is played. */
async function makeLook(
  { made }: NonNullable<TabClip['look']>,
  { from }: Clip,
  read: ReadSegment,
): Promise<FrameEvent[]> {
  const page = createPageLook()
  for (const { sequence } of made) {
    const bytes = await read(sequence)
    const segment = bytes && (await decodeSegment(bytes).catch(() => null))
    page.follow(segment?.frames.filter(({ timestamp }) => timestamp < from) ?? [])
  }
  return page.save(from)
}
