import type { FrameEvent } from '@playhead/protocol'
import { type FrustrationTracker, trackFrustration } from '../frustration/track-frustration.ts'
import { type DomRecording, recordDom } from '../dom/record-dom.ts'
import { loadPart } from './load-part.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'
import type { Propagate } from './network/propagate.ts'
import type { RecordDetails } from './network/record-details.ts'
import { trackClicks } from './track-clicks.ts'
import { trackConnection } from './track-connection.ts'
import { trackConsole } from './track-console.ts'
import { type ErrorTracker, trackErrors } from './track-errors.ts'
import { trackFocus } from './track-focus.ts'
import { trackHover } from './track-hover.ts'
import { trackInputs } from './track-inputs.ts'
import { trackKeys } from './track-keys.ts'
import { trackLongFrames } from './track-long-frames.ts'
import { trackMousePath } from './track-mouse-path.ts'
import { trackNetwork } from './track-network.ts'
import { trackPreferences } from './track-preferences.ts'
import { trackScroll } from './track-scroll.ts'
import { trackSeldom } from './track-seldom.ts'
import { trackViewTransitions } from './track-view-transitions.ts'
import { trackViewport } from './track-viewport.ts'
import { trackVisibility } from './track-visibility.ts'
import { trackVitals } from './track-vitals.ts'
import type { ReplayOptions } from '../replay-options.ts'
import type { KeyValue } from '../session/session-cache.ts'

/** All that reads the page. */
export interface Capture {
  dom: DomRecording
  errors: ErrorTracker
  /** null if it is switched off. */
  frustration: FrustrationTracker | null
  trackers: readonly Tracker[]
}

export interface CaptureOptions {
  emit: EmitTimeline
  emitFrame(frame: FrameEvent): void
  scope: CaptureScope
  options: Pick<
    ReplayOptions,
    'canvas' | 'crossOriginFrames' | 'frustration' | 'onFrustration' | 'recordDom'
  >
  /** What is remembered in this tab. */
  tabStorage: KeyValue
  /** What else is recorded of requests; null if nothing is. */
  recordDetails: RecordDetails | null
  /** What requests carry; null if they carry nothing. */
  propagate: Propagate | null
}

/** Begins to read the page, all of it; `trackers` end that. */
export function startCapture({
  emit,
  emitFrame,
  scope,
  options,
  tabStorage,
  recordDetails,
  propagate,
}: CaptureOptions): Capture {
  const { canvas, crossOriginFrames } = options
  const canvases =
    canvas &&
    loadPart(async () => {
      const { recordCanvases } = await import('./canvas/record-canvases.ts')
      return recordCanvases(emitFrame, scope, canvas)
    }, scope)
  const foreign = new Set<HTMLIFrameElement>()
  const frames =
    crossOriginFrames &&
    loadPart(async () => {
      const { recordFrames } = await import('../frames/record-frames.ts')
      return recordFrames(emit, emitFrame, scope, crossOriginFrames, foreign)
    }, scope)
  if (frames) {
    scope.onForeignFrame = (frame) =>
      frames.part ? frames.part.found(frame) : void foreign.add(frame)
  }
  const dom = (options.recordDom ?? recordDom)((frame) => {
    emitFrame(frame)
    canvases?.part?.look(frame)
  }, scope)
  const errors = trackErrors(emit, scope)
  const trackers: Tracker[] = [
    { stop: scope.policy.entered.watch(scope.listen) },
    scope.policy.detectors.watch(scope.report, () => dom.begin()),
    trackViewTransitions(emit, scope),
    trackViewport(emit, scope),
    trackPreferences(emit, scope),
    trackConnection(emit, scope),
    trackSeldom(emit, scope),
    trackVisibility(emit, scope),
    dom,
    trackClicks(emit, scope),
    trackHover(emit, scope),
    trackFocus(emit, scope),
    trackKeys(emit, scope),
    trackInputs(emit, scope),
    trackScroll(emit, scope),
    trackMousePath(emit, scope),
    trackConsole(emit, scope),
    errors,
    trackVitals(emit, scope),
    trackLongFrames(emit, scope),
    trackNetwork(emit, scope, recordDetails, propagate),
  ]
  // After the clicks, so that what it makes of one comes after it.
  const frustration =
    options.frustration === false
      ? null
      : trackFrustration(emit, scope, options.frustration ?? {}, tabStorage, options.onFrustration)
  if (frustration) trackers.push(frustration)
  for (const part of [canvases, frames]) if (part) trackers.push(part)
  return { dom, errors, frustration, trackers }
}
