export type { RequirePolicy } from './ingest/require-policy.ts'
export type { Accept } from './ingest/accept.ts'
export type { CommittedSegment, OnSegment } from './ingest/on-segment.ts'
export type { Access, Authorize, Right } from './access/access.ts'
export type { ShareOptions } from './shares/share-options.ts'
export { allowLoopback } from './access/allow-loopback.ts'
export type { Audit, AuditEntry } from './audit/audit.ts'
export { createReplayServer } from './create-replay-server.ts'
export type { RetentionOptions, RetentionRule } from './retention/parse-retention.ts'
export { type ServerProfile, withServerProfile } from './profiles.ts'
export { ReplayError, type ReplayErrorCode } from './replay-error.ts'
export type { ReplayServer, ReplayServerOptions } from './replay-server-options.ts'
export type { ServerLimits } from './server-limits.ts'
export type { KeyProvider } from './store/keys/key-provider.ts'
export type { RecordedEvent } from './server-events/create-recorder.ts'
export { replayContext } from './server-events/replay-context.ts'
export type { HeaderSource, RequestContext } from './server-events/request-context.ts'
export type { ServerEventDetails } from './server-events/to-server-event.ts'
export { memoryStore } from './store/memory.ts'
export type {
  ErasedSession,
  ListQuery,
  ReplayStore,
  SessionLimits,
  StoredList,
  StoredSession,
  StoredSummary,
  StoreSegment,
  StoreSignature,
  StoreUsage,
} from './store/replay-store.ts'
export { sqliteStore, type SqliteStoreOptions } from './store/sqlite.ts'
