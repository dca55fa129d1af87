import {
  decodeSegment,
  type Segment,
  type SessionManifest,
  type SessionTimeline,
} from '@playhead/protocol'
import { PlayerError } from '../player-error.ts'
import { createLimiter } from './limiter.ts'
import { createQueryClient } from './query-client.ts'

export interface SegmentLoaderOptions {
  /** Where the replay handler is mounted, such as `/api/replay`. No slash at the end. */
  basePath: string
  /** The session's id. */
  session: string
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
  /** Segments fetched at a time. Default 4: browsers open six connections to a host over HTTP/1.1. */
  maxConcurrent?: number
  /** Bytes of decoded segments, as they were before parsing, kept at most. Default 96 MB. */
  maxCachedBytes?: number
}

/** Fetches and decodes what belongs to one session. Calls reject with `PlayerError` or the signal's reason. */
export interface SegmentLoader {
  loadManifest(options?: { signal?: AbortSignal }): Promise<SessionManifest>
  loadTimeline(options?: { signal?: AbortSignal }): Promise<SessionTimeline>
  /**
   * One segment, decoded; from the cache if it is there. Callers who want the same segment at the same
   * time share one request, which is aborted once all of them have given up.
   */
  loadSegment(tab: string, sequence: number, options?: { signal?: AbortSignal }): Promise<Segment>
  /** The segment, if it is at hand. */
  peekSegment(tab: string, sequence: number): Segment | undefined
}

interface Pending {
  promise: Promise<Segment>
  waiting: number
  controller: AbortController
}

/**
 * @example
 * const loader = createSegmentLoader({ basePath: '/api/replay', session })
 * const player = createPlayer({ container, loader, manifest: await loader.loadManifest() })
 */
export function createSegmentLoader(options: SegmentLoaderOptions): SegmentLoader {
  const { session, maxConcurrent = 4, maxCachedBytes = 96_000_000 } = options
  const client = createQueryClient(options)
  const limit = createLimiter(maxConcurrent)
  /** Least recently used first: a Map keeps the order of insertion. */
  const cached = new Map<string, Segment>()
  const pending = new Map<string, Pending>()
  let cachedBytes = 0

  function keep(key: string, segment: Segment): void {
    // A request that was given up while it decoded may come in after the one that replaced it.
    if (cached.has(key)) return
    cached.set(key, segment)
    cachedBytes += sizeOf(segment)
    for (const [oldKey, old] of cached) {
      if (cachedBytes <= maxCachedBytes || oldKey === key) return
      cached.delete(oldKey)
      cachedBytes -= sizeOf(old)
    }
  }

  function peek(tab: string, sequence: number): Segment | undefined {
    const key = toKey(tab, sequence)
    const segment = cached.get(key)
    if (!segment) return undefined
    cached.delete(key)
    cached.set(key, segment)
    return segment
  }

  function begin(tab: string, sequence: number): Pending {
    const key = toKey(tab, sequence)
    const controller = new AbortController()
    const promise = limit(async () => {
      controller.signal.throwIfAborted()
      const bytes = await client.readSegment(session, tab, sequence, { signal: controller.signal })
      const segment = await decode(bytes, session, tab, sequence)
      keep(key, segment)
      return segment
    }).finally(() => {
      if (pending.get(key) === entry) pending.delete(key)
    })
    // Whoever waits hears of a failure; a request that all have given up on fails for nobody.
    promise.catch(() => undefined)
    const entry = { promise, waiting: 0, controller }
    pending.set(key, entry)
    return entry
  }

  return {
    loadManifest: (call) => client.readManifest(session, call),
    loadTimeline: (call) => client.readTimeline(session, call),
    peekSegment: peek,
    async loadSegment(tab, sequence, { signal } = {}) {
      signal?.throwIfAborted()
      const known = peek(tab, sequence)
      if (known) return known
      const key = toKey(tab, sequence)
      const entry = pending.get(key) ?? begin(tab, sequence)
      entry.waiting++
      try {
        return await orAborted(entry.promise, signal)
      } finally {
        entry.waiting--
        if (entry.waiting === 0 && pending.get(key) === entry) {
          pending.delete(key)
          entry.controller.abort()
        }
      }
    },
  }
}

async function decode(
  bytes: Uint8Array<ArrayBuffer>,
  session: string,
  tab: string,
  sequence: number,
): Promise<Segment> {
  const where = `Segment ${sequence} of tab ${tab}`
  let segment: Segment
  try {
    // What the server derives from a session may be larger than what a page may send.
    segment = await decodeSegment(bytes, { maxSegmentBytes: 16_000_000 })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new PlayerError('damaged_segment', `${where} cannot be decoded. ${why}`, { cause })
  }
  const { header } = segment
  if (header.session !== session || header.tab !== tab || header.sequence !== sequence) {
    throw new PlayerError('damaged_segment', `${where} holds another segment.`)
  }
  return segment
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function toKey(tab: string, sequence: number): string {
  return `${tab}/${sequence}`
}

function sizeOf({ header }: Segment): number {
  return header.timelineInflatedBytes + header.framesInflatedBytes
}
