export type { ForwardingOptions } from './choose-event.ts'
export { type PostHogReplayOptions, postHogReplay } from './posthog-replay.ts'
export type { PostHogInstance, PostHogProperties } from './posthog-shapes.ts'
