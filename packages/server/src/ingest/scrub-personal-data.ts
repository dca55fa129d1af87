import type { Detector, FrameEvent, TimelineEvent } from '@playhead/protocol'
import type { Finding } from '../store/findings.ts'
import { mergeFindings } from '../store/findings.ts'
import { frameSlots } from './frame-slots.ts'
import { detectAll, replaceFound } from './personal-data.ts'
import { timelineSlots } from './timeline-slots.ts'

/**
 * The second line: what the detectors find in a segment is replaced by its kind, and counted by page,
 * channel and kind. The first line is in the page; what this one finds should have been masked there.
 *
 * @param timeline and `frames` are changed in place; they come fresh from the decoder.
 * @param pageAt the scrubbed path of the page that the tab showed at a time; null if it is not known.
 */
export async function scrubPersonalData(
  timeline: readonly TimelineEvent[],
  frames: readonly FrameEvent[],
  detectors: readonly Detector[],
  pageAt: (at: number) => string | null,
): Promise<readonly Finding[]> {
  const slots = [...timelineSlots(timeline), ...frameSlots(frames)]
  const found = await detectAll(
    slots.map(({ text }) => text),
    detectors,
  )
  if (found.size === 0) return []
  const findings = slots.flatMap((slot) =>
    replaceFound(slot, found).map((detector) => ({
      page: pageAt(slot.at),
      channel: slot.channel,
      detector,
      count: 1,
    })),
  )
  return mergeFindings([], findings)
}
