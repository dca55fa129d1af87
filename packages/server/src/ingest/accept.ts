import type { SegmentHeader } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'

/** Whether a segment is taken. `request` is the one it came with; its body has been read. */
export type Accept = (header: SegmentHeader, request: Request) => boolean | Promise<boolean>

/** @throws {ReplayError} `session_not_accepted`. */
export async function requireAccepted(
  accept: Accept,
  header: SegmentHeader,
  request: Request,
): Promise<void> {
  if ((await accept(header, request)) === true) return
  throw new ReplayError('session_not_accepted', 'No more of this session is taken.')
}
