// What a recorded page needs in parts that it loads late.
export { animated } from './animated.ts'
export { canvasPicture } from './canvas-picture.ts'
export { frameElsewhere } from './frame-elsewhere.ts'
export { renumberSegment } from './renumber-segment.ts'
export { replayIdBaggageKey, replayIdHeader } from './replay-id.ts'
export { budgetSteps } from './session-event.ts'
export { topLayer } from './top-layer.ts'
