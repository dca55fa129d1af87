export { browserClock, type PlayerClock } from './clock.ts'
export { createPlayer } from './create-player.ts'
export type { Player, PlayerOptions } from './player.ts'
export type { DataSubject, ErasureSelection } from './load/data-calls.ts'
export type { QueryClientOptions } from './load/http-api.ts'
export type { AuditQuery, ShareDraft } from './load/review-calls.ts'
export { createQueryClient, type QueryClient } from './load/query-client.ts'
export {
  createSegmentLoader,
  type SegmentLoader,
  type SegmentLoaderOptions,
} from './load/segment-loader.ts'
export { PlayerError, type PlayerErrorCode } from './player-error.ts'
export type { PlayerState, PlayerStatus } from './player-state.ts'
export { type TimeSpan, toInactiveSpans } from './play/inactive-spans.ts'
export type { Viewport } from './stage/stage.ts'
export type { PlayerGap } from './track.ts'
