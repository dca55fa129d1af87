import { decodeSegment, type Detector, encodeSegment, readSegmentHeader } from '@playhead/protocol'
import { readBody } from '../http/read-body.ts'
import { ReplayError } from '../replay-error.ts'
import type { ServerLimits } from '../server-limits.ts'
import type { ReplayStore, StoreSegment } from '../store/replay-store.ts'
import { type Accept, requireAccepted } from './accept.ts'
import { namePages } from './name-pages.ts'
import { createPageMemory } from './page-memory.ts'
import { type RequirePolicy, requirePolicyOf } from './require-policy.ts'
import { scrubFrames } from './scrub-frames.ts'
import { scrubPersonalData } from './scrub-personal-data.ts'

/** Needs no preflight, passes a beacon, and is left alone by `express.json()`. */
const contentType = 'text/plain'

const maxUserAgentLength = 512
const fullSnapshot = 2

export interface Reception {
  store: ReplayStore
  limits: ServerLimits
  accept?: Accept | undefined
  requirePolicy?: RequirePolicy | undefined
  /** What the second line looks for. */
  detectors: readonly Detector[]
}

type CleanSegment = Omit<StoreSegment, 'userAgent'>

export interface Received {
  status: 'stored' | 'duplicate'
  segment: CleanSegment
}

/**
 * Takes in one segment: bounded, checked, cleaned, and on disk when this resolves.
 *
 * @throws {ReplayError | ProtocolError} and the store is as it was.
 */
export function createReceiver(reception: Reception): (request: Request) => Promise<Received> {
  const { store, limits, accept } = reception
  const clean = createCleaner(reception)
  return async (request) => {
    checkContentType(request.headers.get('content-type'))
    const received = await readBody(request, limits.maxSegmentBytes)
    const segment = await clean(received)
    if (accept) await requireAccepted(accept, segment.header, request)
    const userAgent = request.headers.get('user-agent')?.slice(0, maxUserAgentLength) ?? null
    return { status: await store.append({ ...segment, userAgent }, limits), segment }
  }
}

function checkContentType(value: string | null): void {
  const mediaType = value?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType === contentType) return
  throw new ReplayError('unsupported_media_type', `Send a segment as ${contentType}.`)
}

/** What is kept is written anew, so that nothing is kept which the decoder did not understand. */
function createCleaner({
  store,
  limits,
  requirePolicy,
  detectors,
}: Reception): (received: Uint8Array<ArrayBuffer>) => Promise<CleanSegment> {
  const pages = createPageMemory()
  return async (received) => {
    const { header, timeline: sent, frames } = await decodeSegment(received, limits)
    if (requirePolicy) await requirePolicyOf(header, requirePolicy)
    // A page does not speak for a server.
    const timeline = sent.filter(({ type }) => type !== 'server')
    scrubFrames(frames)
    const pageAt = pages.follow(header.tab, timeline, frames)
    const found = await scrubPersonalData(timeline, frames, detectors, pageAt)
    const findings = await namePages(found, header, pages, store)
    const { bytes } = await encodeSegment({
      ...header,
      timeline: timeline.map((event) => JSON.stringify(event)),
      frames: frames.map((frame) => JSON.stringify(frame)),
    })
    const written = readSegmentHeader(bytes).header
    checkWritten(bytes.length, 'bytes', limits.maxSegmentBytes)
    const inflated = written.timelineInflatedBytes + written.framesInflatedBytes
    checkWritten(inflated, 'inflated bytes', limits.maxInflatedBytes)
    return {
      header: written,
      bytes,
      receivedChecksum: header.checksum,
      timeline,
      frames: frames.length,
      keyframes: frames
        .filter(({ type }) => type === fullSnapshot)
        .map(({ timestamp }) => timestamp),
      findings,
    }
  }
}

/** `1e20` is four bytes as it came and 21 as written anew; whoever reads it has the same limits. */
function checkWritten(count: number, unit: string, limit: number): void {
  if (count <= limit) return
  throw new ReplayError(
    'too_large',
    `Written plainly this is ${count} ${unit}; the limit is ${limit}.`,
  )
}
