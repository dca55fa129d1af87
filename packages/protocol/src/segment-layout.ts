/** The versions that this package reads and writes. In 2, a frame may have the form that packed-frame.ts describes. */
export const versions = [1, 2] as const
export type SegmentVersion = (typeof versions)[number]

export type SegmentCodec = 'identity' | 'deflate-raw'

/** The facts of a segment that can be read without inflating it. */
export interface SegmentHeader {
  version: SegmentVersion
  codec: SegmentCodec
  /** CRC-32 of every byte after the checksum field: the rest of the header, timeline and frames. */
  checksum: number
  /** Checksum of the segment before this one in the tab; null for the first. */
  previous: number | null
  /** 32 lowercase hex digits: 128 random bits, so that it cannot be guessed. */
  session: string
  /** 16 lowercase hex digits. */
  tab: string
  /** Counts from 0 within (session, tab), without holes. */
  sequence: number
  /** Time of the first event, ms since the Unix epoch. */
  startedAt: number
  /** Time of the last event, ms since the Unix epoch. */
  endedAt: number
  /** Bytes of the timeline as they stand in the segment. */
  timelineBytes: number
  /** Bytes of the frames as they stand in the segment. */
  framesBytes: number
  /** Bytes of the timeline once inflated. */
  timelineInflatedBytes: number
  /** Bytes of the frames once inflated. */
  framesInflatedBytes: number
  /** Hash of the privacy policy in force (`fnv1a64`): 16 lowercase hex digits. */
  policy: string
  /** The application's release, at most 255 bytes of UTF-8. */
  release: string | null
}

/** Header fields a writer decides; lengths and checksum follow from the body. */
export type SegmentHeaderFields = Omit<SegmentHeader, 'checksum'>

/*
 * Big-endian. 85 bytes plus the release, against some 400 for the same facts as JSON in every segment.
 *
 *  0  magic "PLHD"                40  sequence            u32
 *  4  checksum             u32    44  startedAt           f64
 *  8  version              u8     52  endedAt             f64
 *  9  codec                u8     60  timelineBytes       u32
 * 10  header bytes         u16    64  framesBytes         u32
 * 12  previous             u32    68  timelineInflated    u32
 * 16  session         16 bytes    72  framesInflated      u32
 * 32  tab              8 bytes    76  policy          8 bytes
 *                                 84  release length  u8, then UTF-8
 */
export const magic = 0x504c4844
export const fixedHeaderBytes = 85
export const codecs: readonly SegmentCodec[] = ['identity', 'deflate-raw']
export const checksumOffset = 4
export const previousOffset = 12
export const sequenceOffset = 40
/** The checksum covers all that follows it. */
export const checksummedFrom = 8
