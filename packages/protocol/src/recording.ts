// What a recorded page needs of this package from its first moment. By itself, since a bundler may keep
// together whatever comes out of one module, and load it all at once: see docs/decisions/014-seldom-part.md.
export { assembleSegment, assembleSegmentNow } from './assemble-segment.ts'
export type { SegmentDraft } from './assemble-segment.ts'
export { mayHoldPersonalData } from './detect/may-hold.ts'
export { fnv1a64 } from './fnv1a64.ts'
export { frameElsewhere } from './frame-elsewhere.ts'
export { decodeLimits, wireLimits } from './limits.ts'
export { packFrame } from './pack-frame.ts'
export { replayIdHeader } from './replay-id.ts'
export { createUrlScrubber } from './scrub-url.ts'
export { consoleLevels, namedKeys } from './timeline-event.ts'
export { topLayer } from './top-layer.ts'
