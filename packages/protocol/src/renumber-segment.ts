import { crc32 } from './crc32.ts'
import {
  checksummedFrom,
  checksumOffset,
  previousOffset,
  sequenceOffset,
} from './segment-layout.ts'

/**
 * Gives a segment another place in its tab's chain. What was recorded into a buffer is numbered when it
 * is known what of it is sent.
 *
 * @param bytes a whole segment; changed in place.
 * @param previous checksum of the segment before; null when `sequence` is 0.
 * @returns its new checksum.
 */
export function renumberSegment(
  bytes: Uint8Array,
  sequence: number,
  previous: number | null,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint32(previousOffset, previous ?? 0)
  view.setUint32(sequenceOffset, sequence)
  const checksum = crc32(bytes.subarray(checksummedFrom))
  view.setUint32(checksumOffset, checksum)
  return checksum
}
