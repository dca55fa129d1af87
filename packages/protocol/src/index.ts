export type { Annotation } from './annotation.ts'
export {
  type AuditAction,
  auditActions,
  type AuditPage,
  type AuditRecord,
  type AuditVerification,
} from './audit-log.ts'
export { FNV_BYTES, fnv1a64 } from './fnv1a64.ts'
export { crc32 } from './crc32.ts'
export { decodeSegment, type Segment } from './decode-segment.ts'
export { defaultDetectors, detect } from './detect/detect.ts'
export { type Detection, type Detector, findAll, redact } from './detect/find.ts'
export { findDetectorFault, type OwnDetector } from './detect/own-detector.ts'
export type { SegmentDraft } from './assemble-segment.ts'
export { encodeSegment, encodeSegmentNow } from './encode-segment.ts'
export type { FrameEvent } from './frame-event.ts'
export { packFrame } from './pack-frame.ts'
export { createPageModel, type PageModel } from './page/page-model.ts'
export { type Residue, toMutation } from './page/residue.ts'
export { animated, type RecordedAnimation } from './animated.ts'
export { canvasPicture } from './canvas-picture.ts'
export { frameElsewhere } from './frame-elsewhere.ts'
export { topLayer } from './top-layer.ts'
export {
  type FrustrationAnswer,
  frustrationAnswers,
  type FrustrationCause,
  frustrationCauses,
  type FrustrationEvent,
  type FrustrationKind,
  frustrationKinds,
} from './frustration-event.ts'
export { type DecodeLimits, decodeLimits, wireLimits } from './limits.ts'
export type {
  NetworkBody,
  NetworkDetailEvent,
  NetworkEvent,
  NetworkTiming,
  SocketEvent,
} from './network-event.ts'
export { parseTimelineEvent } from './parse-timeline-event.ts'
export type { PrivacyWarning } from './privacy-warning.ts'
export type { CreatedShare, OpenedShare, ShareLink } from './share-link.ts'
export { renumberSegment } from './renumber-segment.ts'
export { ProtocolError, type ProtocolErrorCode } from './protocol-error.ts'
export {
  type DeletionReceipt,
  type ErasedSessionEntry,
  type ErasureMatch,
  type ErasureReport,
  type ReceiptPage,
  receiptText,
} from './erasure.ts'
export type {
  AccessReport,
  ApiErrorBody,
  EraseRequest,
  LegalHold,
  RetentionEntry,
  SegmentGap,
  SegmentSummary,
  SessionList,
  SessionManifest,
  SessionSummary,
  SessionTimeline,
  StorageReport,
  TabManifest,
} from './query-api.ts'
export { isSessionId, isTabId } from './ids.ts'
export { readSegmentHeader } from './segment-header.ts'
export type { SegmentCodec, SegmentHeader } from './segment-layout.ts'
export type { ElementReference, JsonValue } from './element-reference.ts'
export type {
  ClipboardEvent,
  DoubleClickEvent,
  DragEvent,
  FocusEvent,
  HoverEvent,
  SelectionEvent,
  TouchEvent,
} from './interaction-event.ts'
export {
  type ConnectionEvent,
  type FlagsEvent,
  type FullscreenEvent,
  type LongFrameEvent,
  type OrientationEvent,
  type PolicyViolationEvent,
  type PreferencesEvent,
  type PrintEvent,
  type ResourceErrorEvent,
  type ViewTransitionEvent,
  type VitalEvent,
  type VitalName,
  vitalNames,
} from './page-event.ts'
export type { ErrorContext } from './error-context.ts'
export {
  findInBaggage,
  parseReplayId,
  type ReplayId,
  replayIdBaggageKey,
  replayIdHeader,
} from './replay-id.ts'
export { createUrlScrubber, type ScrubUrl } from './scrub-url.ts'
export { type ServerEvent, type ServerEventKind, serverEventKinds } from './server-event.ts'
export {
  type BudgetEvent,
  budgetSteps,
  type ConsentEvent,
  type ExcludedEvent,
  type ExclusionReason,
  exclusionReasons,
  type LinkEvent,
  type SamplingEvent,
  type SamplingGate,
  type TabEvent,
} from './session-event.ts'
export {
  type ClickEvent,
  type ConsoleEvent,
  type ConsoleLevel,
  consoleLevels,
  type ConsoleMethod,
  consoleMethods,
  type CustomEvent,
  type DroppedEvent,
  type ErrorDescription,
  type ErrorEvent,
  type IdentifyEvent,
  type InputEvent,
  type KeysEvent,
  type MousePathEvent,
  type NamedKey,
  namedKeys,
  type NavigationEvent,
  type ResizeEvent,
  type ScrollEvent,
  type TimelineEvent,
  type TimelineEventType,
  type VisibilityEvent,
} from './timeline-event.ts'
