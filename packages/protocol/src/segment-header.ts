import { ProtocolError } from './protocol-error.ts'

/** The versions that this package reads and writes. In 2, a frame may have the form that packed-frame.ts describes. */
const versions = [1, 2] as const
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
const magic = 0x504c4844
const fixedHeaderBytes = 85
const codecs: readonly SegmentCodec[] = ['identity', 'deflate-raw']
export const checksumOffset = 4
export const previousOffset = 12
export const sequenceOffset = 40
/** The checksum covers all that follows it. */
export const checksummedFrom = 8

/** Days in the future beyond 9999-12-31 are a broken clock, not a recording. */
const maxTime = 253_402_300_799_999

export function isSessionId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
}

export function isTabId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value)
}

/** Header fields a writer decides; lengths and checksum follow from the body. */
export type SegmentHeaderFields = Omit<SegmentHeader, 'checksum'>

/**
 * The header's bytes, with the checksum still zero.
 * @throws {ProtocolError} `invalid_header` if an id, the policy, the sequence or the release does not fit.
 */
export function writeSegmentHeader(fields: SegmentHeaderFields): Uint8Array<ArrayBuffer> {
  const release = new TextEncoder().encode(fields.release ?? '')
  checkFields(fields, release.length)
  const bytes = new Uint8Array(fixedHeaderBytes + release.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  view.setUint8(8, fields.version)
  view.setUint8(9, codecs.indexOf(fields.codec))
  view.setUint16(10, bytes.length)
  view.setUint32(previousOffset, fields.previous ?? 0)
  bytes.set(fromHex(fields.session), 16)
  bytes.set(fromHex(fields.tab), 32)
  view.setUint32(sequenceOffset, fields.sequence)
  view.setFloat64(44, fields.startedAt)
  view.setFloat64(52, fields.endedAt)
  view.setUint32(60, fields.timelineBytes)
  view.setUint32(64, fields.framesBytes)
  view.setUint32(68, fields.timelineInflatedBytes)
  view.setUint32(72, fields.framesInflatedBytes)
  bytes.set(fromHex(fields.policy), 76)
  view.setUint8(84, release.length)
  bytes.set(release, fixedHeaderBytes)
  return bytes
}

/**
 * Reads a segment's header. The checksum is not verified and nothing is inflated: `decodeSegment` does.
 *
 * @returns the header and its length in bytes, which is where the timeline begins.
 * @throws {ProtocolError} `not_a_segment`, `unsupported_version`, `truncated` or `invalid_header`.
 */
export function readSegmentHeader(bytes: Uint8Array): { header: SegmentHeader; bytes: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length <= 8 || view.getUint32(0) !== magic) {
    throw new ProtocolError(
      'not_a_segment',
      'This is no segment: it does not begin with the bytes "PLHD".',
    )
  }
  const version = versions.find((known) => known === view.getUint8(8))
  if (version === undefined) {
    throw new ProtocolError(
      'unsupported_version',
      `Segment format version ${view.getUint8(8)} is unknown here; this decoder reads ${versions.join(' and ')}. Update @playhead packages together.`,
    )
  }
  if (bytes.length < fixedHeaderBytes) throw truncated(bytes.length, fixedHeaderBytes)
  const length = view.getUint16(10)
  const releaseLength = view.getUint8(84)
  if (length !== fixedHeaderBytes + releaseLength) throw invalid(`header length ${length}`)
  if (bytes.length < length) throw truncated(bytes.length, length)
  const codec = codecs[view.getUint8(9)]
  if (codec === undefined) throw invalid(`codec ${view.getUint8(9)}`)
  const sequence = view.getUint32(sequenceOffset)
  const header: SegmentHeader = {
    version,
    codec,
    checksum: view.getUint32(checksumOffset),
    previous: sequence === 0 ? null : view.getUint32(previousOffset),
    session: toHex(bytes.subarray(16, 32)),
    tab: toHex(bytes.subarray(32, 40)),
    sequence,
    startedAt: view.getFloat64(44),
    endedAt: view.getFloat64(52),
    timelineBytes: view.getUint32(60),
    framesBytes: view.getUint32(64),
    timelineInflatedBytes: view.getUint32(68),
    framesInflatedBytes: view.getUint32(72),
    policy: toHex(bytes.subarray(76, 84)),
    release: releaseLength === 0 ? null : readRelease(bytes.subarray(fixedHeaderBytes, length)),
  }
  if (sequence === 0 && view.getUint32(previousOffset) !== 0)
    throw invalid('previous before the first segment')
  checkFields(header, releaseLength)
  return { header, bytes: length }
}

function checkFields(fields: SegmentHeaderFields, releaseBytes: number): void {
  if (!isSessionId(fields.session)) throw invalid(`session id ${JSON.stringify(fields.session)}`)
  if (!isTabId(fields.tab)) throw invalid(`tab id ${JSON.stringify(fields.tab)}`)
  if (!/^[0-9a-f]{16}$/.test(fields.policy)) throw invalid(`policy hash ${fields.policy}`)
  if (!isUint32(fields.sequence)) throw invalid(`sequence ${fields.sequence}`)
  if ((fields.previous === null) !== (fields.sequence === 0)) {
    throw invalid('previous and sequence disagree')
  }
  if (!isTime(fields.startedAt) || !isTime(fields.endedAt) || fields.endedAt < fields.startedAt) {
    throw invalid(`time range ${fields.startedAt} to ${fields.endedAt}`)
  }
  if (releaseBytes > 255) throw invalid(`release of ${releaseBytes} bytes (at most 255)`)
}

function isUint32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xffffffff
}

function isTime(value: number): boolean {
  return value >= 0 && value <= maxTime
}

function readRelease(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new ProtocolError('invalid_header', 'The release is not UTF-8.', { cause })
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  )
}

function invalid(what: string): ProtocolError {
  return new ProtocolError('invalid_header', `Invalid segment header: ${what}.`)
}

function truncated(have: number, need: number): ProtocolError {
  return new ProtocolError('truncated', `The segment ends after ${have} bytes; ${need} are needed.`)
}
