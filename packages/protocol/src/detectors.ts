// What finds personal data in text.
export { defaultDetectors, detect } from './detect/detect.ts'
export { findAll, redact } from './detect/find.ts'
export { findDetectorFault } from './detect/own-detector.ts'
