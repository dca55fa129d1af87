import type { FrameEvent } from '@playhead/protocol'
import { loadCanvases } from './canvas/load-canvases.ts'
import { type FrustrationTracker, trackFrustration } from '../frustration/track-frustration.ts'
import { type DomRecording, recordDom } from '../dom/record-dom.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'
import type { Propagate } from './network/propagate.ts'
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
  options: ReplayOptions
  /** What is remembered in this tab. */
  tabStorage: KeyValue
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
  propagate,
}: CaptureOptions): Capture {
  const canvases = options.canvas ? loadCanvases(emitFrame, scope, options.canvas) : null
  const dom = (options.recordDom ?? recordDom)((frame) => {
    emitFrame(frame)
    canvases?.look(frame)
  }, scope)
  const errors = trackErrors(emit, scope)
  const frustration =
    options.frustration === false
      ? null
      : trackFrustration(emit, scope, options.frustration ?? {}, tabStorage, options.onFrustration)
  const trackers: Tracker[] = [
    { stop: scope.policy.entered.watch(scope.listen) },
    trackViewTransitions(emit, scope),
    trackViewport(emit, scope),
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
    trackNetwork(emit, scope, options.network, propagate),
  ]
  if (frustration) trackers.push(frustration)
  if (canvases) trackers.push(canvases)
  return { dom, errors, frustration, trackers }
}
