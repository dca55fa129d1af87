// What a recorded page needs in parts that it loads late.
export { animated } from './animated.ts'
export { canvasPicture } from './canvas-picture.ts'
export { renumberSegment } from './renumber-segment.ts'
export { budgetSteps } from './session-event.ts'
