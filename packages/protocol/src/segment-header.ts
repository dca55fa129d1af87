import { isSessionId, isTabId } from './ids.ts'
import { ProtocolError } from './protocol-error.ts'
import {
  checksumOffset,
  codecs,
  fixedHeaderBytes,
  magic,
  previousOffset,
  type SegmentHeader,
  sequenceOffset,
  versions,
} from './segment-layout.ts'

/** Days in the future beyond 9999-12-31 are a broken clock, not a recording. */
const maxTime = 253_402_300_799_999

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
  checkSegmentHeader(header, releaseLength)
  return { header, bytes: length }
}

/** @throws {ProtocolError} `invalid_header` if an id, the policy, the sequence, a time or the release does not fit. */
export function checkSegmentHeader(
  fields: Pick<
    SegmentHeader,
    'session' | 'tab' | 'policy' | 'sequence' | 'previous' | 'startedAt' | 'endedAt'
  >,
  releaseBytes: number,
): void {
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

function invalid(what: string): ProtocolError {
  return new ProtocolError('invalid_header', `Invalid segment header: ${what}.`)
}

function truncated(have: number, need: number): ProtocolError {
  return new ProtocolError('truncated', `The segment ends after ${have} bytes; ${need} are needed.`)
}
