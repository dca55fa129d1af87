import {
  codecs,
  fixedHeaderBytes,
  magic,
  previousOffset,
  type SegmentHeaderFields,
  sequenceOffset,
} from './segment-layout.ts'

/**
 * The header's bytes, with the checksum still zero. What stands in the fields is not checked: see
 * `checkSegmentHeader`.
 */
export function writeSegmentHeader(fields: SegmentHeaderFields): Uint8Array<ArrayBuffer> {
  const release = new TextEncoder().encode(fields.release ?? '')
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

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  )
}
