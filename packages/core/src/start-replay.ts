import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { createBudget } from './budget/budget.ts'
import { createPropagate } from './capture/network/propagate.ts'
import { recordDom } from './capture/record-dom.ts'
import type { CaptureScope, Tracker } from './capture/scope.ts'
import { trackClicks } from './capture/track-clicks.ts'
import { trackClipboard } from './capture/track-clipboard.ts'
import { trackConsole } from './capture/track-console.ts'
import { trackDrag } from './capture/track-drag.ts'
import { trackErrors } from './capture/track-errors.ts'
import { trackFocus } from './capture/track-focus.ts'
import { trackHover } from './capture/track-hover.ts'
import { trackInputs } from './capture/track-inputs.ts'
import { trackKeys } from './capture/track-keys.ts'
import { trackLongFrames } from './capture/track-long-frames.ts'
import { trackMousePath } from './capture/track-mouse-path.ts'
import { trackNavigation } from './capture/track-navigation.ts'
import { trackNetwork } from './capture/track-network.ts'
import { trackPageMode } from './capture/track-page-mode.ts'
import { trackPolicyViolations } from './capture/track-policy-violations.ts'
import { trackResourceErrors } from './capture/track-resource-errors.ts'
import { trackScroll } from './capture/track-scroll.ts'
import { trackSelection } from './capture/track-selection.ts'
import { trackTouch } from './capture/track-touch.ts'
import { trackViewTransitions } from './capture/track-view-transitions.ts'
import { trackViewport } from './capture/track-viewport.ts'
import { trackVisibility } from './capture/track-visibility.ts'
import { trackVitals } from './capture/track-vitals.ts'
import { trackFrustration } from './frustration/track-frustration.ts'
import { createListen } from './page/listen.ts'
import { watchPage } from './page/watch-page.ts'
import { recordingEvent } from './follow-replay.ts'
import { PlayheadError } from './playhead-error.ts'
import { cleanFields, cleanOwnEvent } from './privacy/clean-own-event.ts'
import { createPolicy } from './privacy/policy.ts'
import type { Recording, RecordingContext, ReportedError } from './recording.ts'
import { createSegmentWriter, type OutgoingSegment } from './segments/segment-writer.ts'
import { isActivity } from './session/is-activity.ts'
import { createStanding } from './session/standing.ts'
import type { Session } from './session/session.ts'
import { claimTab, firstPosition, releaseTab, tabKey, type TabPosition } from './session/tab.ts'
import { createSegmentStore } from './transport/segment-store.ts'
import { createTransport } from './transport/transport.ts'

/** Records this page until stopped. Consent and sampling have been decided by the caller. */
export function startReplay(context: RecordingContext): Recording {
  const { options, limits, clock, random, cache, keeper, report } = context
  const policy = createPolicy(options.privacy)
  let session = context.session
  const standing = createStanding()
  let isStopped = false
  let isFull = false
  /** Said after the page was left, until it is back. */
  const meanwhile: TimelineEvent[] = []
  let isAway = false
  let restoreTimer: ReturnType<typeof setTimeout> | undefined

  const failed = (what: string) => (cause: unknown) =>
    report(new PlayheadError('capture_failed', what, { cause }))
  const budget = createBudget({ emit, gates: context.gates, clock })
  const listen = createListen(failed('A listener failed.'), budget.charge)
  const store = createSegmentStore()
  const claimed = claimTab(cache, session.id, random, guessOpener(session))
  const isLost = claimed.isHeld && !context.createHold
  const start = isLost ? { ...claimed, sequence: 0, previous: null, isHeld: false } : claimed
  const transport = createTransport({
    url: `${context.endpointUrl}/segments`,
    tab: start.tab,
    store,
    clock,
    fetch: context.fetch,
    sendBeacon: context.sendBeacon,
    maxQueuedBytes: limits.maxQueuedBytes,
    maxAttempts: limits.maxAttempts,
    report,
    onRecovered: resumeAfterLoss,
    onRejected: context.onRejected,
    onStopped: (of, why) => {
      if (of === session.id) context.onStopped(`The server takes no more of it: ${why}`)
    },
  })
  const writer = createSegmentWriter({
    position: start,
    send: (segment) => (hold ?? { send }).send(segment),
    clock,
    policy: policy.hash,
    release: options.release ?? null,
    flushAfterMs: limits.flushAfterMs,
    maxWaitingBytes: limits.maxWaitingBytes,
    report,
  })
  const scope: CaptureScope = {
    budget,
    clock,
    policy,
    listen,
    report,
    nodeId: (node) => dom.nodeId(node),
    isOwnUrl: (url) => isBelow(url, context.endpointUrl),
    onRequest: (method) => frustration?.request(method),
  }

  const hold = context.createHold?.({
    context,
    store,
    listen,
    emit,
    writerPosition: writer.position,
    send,
    flush: () => {
      drain()
      return writer.flush('manual')
    },
    renew: () => {
      void writer.flush('renew')
      dom.begin()
      standing.tell(clock.now()).forEach(emit)
    },
  })
  const chainPosition = (): TabPosition => (hold ?? writer).position()

  const propagate =
    options.propagate === false ? null : createPropagate(readReplayId, options.propagate)

  const dom = (options.recordDom ?? recordDom)(emitFrame, scope)
  const errors = trackErrors(emit, scope)
  const frustration =
    options.frustration === false
      ? null
      : trackFrustration(emit, scope, options.frustration ?? {}, cache.tab, options.onFrustration)
  const trackers: Tracker[] = [
    trackNavigation(emit, scope),
    trackViewTransitions(emit, scope),
    trackViewport(emit, scope),
    trackPageMode(emit, scope),
    trackVisibility(emit, scope),
    budget,
    dom,
    trackClicks(emit, scope),
    trackTouch(emit, scope),
    trackHover(emit, scope),
    trackFocus(emit, scope),
    trackSelection(emit, scope),
    trackClipboard(emit, scope),
    trackDrag(emit, scope),
    trackKeys(emit, scope),
    trackInputs(emit, scope),
    trackScroll(emit, scope),
    trackMousePath(emit, scope),
    trackConsole(emit, scope),
    errors,
    trackResourceErrors(emit, scope),
    trackPolicyViolations(emit, scope),
    trackVitals(emit, scope),
    trackLongFrames(emit, scope),
    trackNetwork(emit, scope, options.network),
    trackNetwork(emit, scope, options.network, propagate),
  ]
  if (frustration) trackers.push(frustration)
  // After the trackers: what they say about a page that goes must be in its last segment.
  const page = watchPage(listen, { onHidden, onExit, onRestore: () => onRestore() })
  const stopResuming = listen(window, 'online', transport.resume)

  hold?.begin(start, session)
  if (!hold) context.onHolding(false)
  // For those who wait to listen: from here on there is something to hear.
  window.dispatchEvent(new Event(recordingEvent))
  context.early.forEach(hear)
  begin()

  /** What the application says. */
  function hear(said: TimelineEvent | ReportedError): void {
    if (said.type === 'reported-error') {
      const context = cleanFields(said.context, policy.scrubUrl)
      return errors.capture({ ...said, context })
    }
    const news = standing.hear(cleanOwnEvent(said, policy.scrubUrl))
    if (news) emit(news)
  }

  function send(segment: OutgoingSegment): void {
    transport.send(segment)
    if (isFull || keeper.spend(segment.bytes.length) <= limits.maxSessionBytes) return
    isFull = true
    emit({ type: 'dropped', at: clock.now(), what: 'frames', count: 1, reason: 'session-full' })
    context.onStopped(`It has sent ${limits.maxSessionBytes} bytes, as much as one may.`, stop)
  }

  /** What requests carry; null once the session has ended. */
  function readReplayId(): string | null {
    const { session: id, tab } = writer.position()
    return isStopped || keeper.hasEnded() ? null : `${id}.${tab}`
  }

  function emit(event: TimelineEvent): void {
    if (isStopped) return
    if (isAway) return void meanwhile.push(event)
    if (!isAdmitted(isActivity(event))) return
    writer.timeline(event)
    hold?.look(event)
    frustration?.look(event)
    for (const listener of context.listeners) {
      try {
        listener(event)
      } catch (cause) {
        failed('A listener of onEvent failed.')(cause)
      }
    }
  }

  function emitFrame(frame: FrameEvent): void {
    if (!isStopped && isAdmitted(false)) writer.frame(frame)
  }

  /** Once a session has ended, nothing is recorded until a person does something: in a new session. */
  function isAdmitted(isActive: boolean): boolean {
    if (keeper.hasEnded()) {
      if (!isActive) return false
      const { id } = keeper.current()
      if (id !== session.id) goOn(firstPosition(id, writer.position().tab))
    }
    if (isActive) keeper.touch(writer.position().tab)
    return !isStopped
  }

  function goOn(position: TabPosition): void {
    // What has been gathered belongs to the session that ends.
    drain()
    void writer.flush('stop')
    const isOther = position.session !== session.id
    const next = context.nextSession()
    if (!next) return void stop()
    session = next
    writer.moveTo(position)
    hold?.begin(position, session)
    if (!hold) context.onHolding(false)
    begin()
    if (isOther) standing.tell(clock.now()).forEach(emit)
  }

  function begin(): void {
    const { sequence, openedBy } = writer.position()
    if (sequence === 0) {
      emit({ type: 'tab', at: clock.now(), openedBy })
      emit({ type: 'sampling', at: clock.now(), gates: context.gates.list() })
    }
    each((tracker) => tracker.begin?.())
  }

  function drain(): void {
    each((tracker) => tracker.drain?.())
  }

  /** One part that fails takes no other with it. */
  function each(act: (tracker: Tracker) => void): void {
    for (const tracker of trackers) {
      try {
        act(tracker)
      } catch (cause) {
        failed('A part of the recorder failed.')(cause)
      }
    }
  }

  function resumeAfterLoss(lost: number): void {
    emit({ type: 'dropped', at: clock.now(), what: 'frames', count: lost, reason: 'send-failed' })
    // Without what is missing, changes have nothing to apply to.
    if (!isStopped) dom.begin()
  }

  function onHidden(): void {
    drain()
    void writer.flush('hidden')
  }

  function onExit(): void {
    clearTimeout(restoreTimer)
    drain()
    const last = writer.closeNow()
    transport.exit(hold ? hold.exit(last) : last)
    // Away already: another page has gone on from there.
    if (!isStopped && !isAway) releaseTab(cache, chainPosition())
    isAway = true
  }

  /** The page that was left for this one may write down where it stopped only when this one is back. */
  function onRestore(attempts = 10): void {
    clearTimeout(restoreTimer)
    if (isStopped) return
    if (attempts > 0 && cache.tab.get(tabKey) === null) {
      restoreTimer = setTimeout(onRestore, 30, attempts - 1)
      return
    }
    isAway = false
    goOn(claimTab(cache, keeper.current().id, random))
    meanwhile.splice(0).forEach(emit)
  }

  function discard(): void {
    isStopped = true
    each((tracker) => tracker.stop())
    page.stop()
    stopResuming()
    writer.discard()
    hold?.discard()
    transport.discard()
  }

  async function stop(): Promise<void> {
    if (isStopped) return
    drain()
    isStopped = true
    each((tracker) => tracker.stop())
    await writer.flush('stop')
    releaseTab(cache, chainPosition())
    // What still waits for the network is sent on exit, should that come first.
    void transport.idle().finally(page.stop)
  }

  return {
    hear,
    sendBuffer: (reason) => hold?.release(reason),
    discard,
    stop,
    async flush() {
      drain()
      await writer.flush('manual')
      await transport.idle()
    },
  }
}

/** A page that another of this origin opened in a tab of its own: from the tab last used. */
function guessOpener({ activeTab }: Session): string | null {
  const isOpened = history.length === 1 && document.referrer.startsWith(`${location.origin}/`)
  return isOpened ? activeTab : null
}

function isBelow(url: string, endpoint: string): boolean {
  try {
    const { href } = new URL(url, document.baseURI)
    return href === endpoint || href.startsWith(`${endpoint}/`) || href.startsWith(`${endpoint}?`)
  } catch {
    return false
  }
}
