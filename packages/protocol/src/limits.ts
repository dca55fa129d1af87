/** What may travel. All in bytes. */
export const wireLimits = {
  /**
   * The largest segment ever sent. A Next app with a `proxy.ts` silently cuts a body at 10 MB and
   * common hosts refuse more than 4.5 MB, so 1 MB leaves room on all of them.
   */
  maxSegmentBytes: 1_000_000,
  /** On page exit, beacon and keepalive bodies share 64 KiB (Fetch, HTTP-network-or-cache fetch). */
  maxExitBytes: 60_000,
} as const

/** What a decoder accepts before it gives up with a typed error. */
export interface DecodeLimits {
  /** Bytes of one segment as it came. */
  maxSegmentBytes: number
  /** Bytes of timeline and frames together, after decompression. */
  maxInflatedBytes: number
  maxTimelineEvents: number
  maxFrames: number
  /** Nesting of one JSON value. A DOM level costs two, and Blink's parser stops at 512 levels. */
  maxDepth: number
}

export const decodeLimits: DecodeLimits = {
  maxSegmentBytes: wireLimits.maxSegmentBytes,
  maxInflatedBytes: 32_000_000,
  maxTimelineEvents: 10_000,
  maxFrames: 50_000,
  maxDepth: 2_048,
}
