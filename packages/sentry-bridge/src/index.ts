export type { LinkedReplay } from './linked-replay.ts'
export type { SentryClient, SentryEvent, SentryResponse } from './sentry-shapes.ts'
export { type ReplaySource, type SentryReplayIntegration, sentryReplay } from './sentry-replay.ts'
export type { SentryReplayOptions } from './sentry-replay-options.ts'
