export { type CanaryEncoding, type CanaryHit, createCanarySearch } from './find-canary.ts'
