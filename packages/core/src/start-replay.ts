import type { ExclusionReason, FrameEvent, TimelineEvent } from '@playhead/protocol'
import { createBudget } from './budget/budget.ts'
import type * as byOption from './capture/network/by-option.ts'
import { propagateHere } from './capture/network/propagate.ts'
import type { CaptureScope, Tracker } from './capture/scope.ts'
import { type Capture, startCapture } from './capture/start-capture.ts'
import { trackNavigation } from './capture/track-navigation.ts'
import { checkLists } from './check-lists.ts'
import { isBelow } from './page/is-below.ts'
import { createListen } from './page/listen.ts'
import { watchPage } from './page/watch-page.ts'
import { recordingEvent } from './follow-replay.ts'
import { PlayheadError } from './playhead-error.ts'
import { cleanFields, cleanOwnEvent } from './privacy/clean-own-event.ts'
import { loadDetectors } from './privacy/late-detectors.ts'
import { createPolicy, hasReadableText } from './privacy/policy.ts'
import type { OwnRules } from './privacy/own-rules.ts'
import { watchExclusion } from './privacy/watch-exclusion.ts'
import type { Recording, RecordingContext, Said, StartReplay } from './recording.ts'
import type { ReplayOptions } from './replay-options.ts'
import { createSegmentWriter, type OutgoingSegment } from './segments/segment-writer.ts'
import { createGround } from './session/ground.ts'
import { isActivity } from './session/is-activity.ts'
import type { EraseSession } from './session/erase-session.ts'
import { hashSecret } from './session/hash-secret.ts'
import { createStanding } from './session/standing.ts'
import {
  claimTab,
  firstPosition,
  guessOpener,
  releaseTab,
  type TabPosition,
} from './session/tab.ts'
import { toLinkEvent } from './to-link-event.ts'
import { createSegmentStore } from './transport/segment-store.ts'
import { createTransport } from './transport/transport.ts'
import { sessionKey, tabKey } from './session/kept-keys.ts'

export const eraseSession: EraseSession = async (...request) =>
  (await import('./seldom.ts')).eraseSession(...request)

/** What the recorder has to know before it begins: it may not wait later. */
export async function prepare(options: ReplayOptions, secret: string): Promise<StartReplay> {
  checkLists(options)
  const { privacy, network, propagate } = options
  const eraseHash = await hashSecret(secret)
  // Where there is text to be recorded, the first of it should not be masked whole. A failure is told of then.
  if (network?.headers || hasReadableText(privacy)) await loadDetectors().catch(() => undefined)
  const own =
    (privacy?.detectors || privacy?.exclude) &&
    (await import('./privacy/own-rules.ts')).parseOwnRules(privacy)
  const asksForMore =
    network?.headers || network?.bodies || (propagate && (propagate.hosts || propagate.baggage))
  const more = asksForMore ? await import('./capture/network/by-option.ts') : null
  return (context) => startReplay(context, eraseHash, own?.(context.report), more)
}

/** Records this page until stopped. Consent and sampling have been decided by the caller. */
function startReplay(
  context: RecordingContext,
  eraseHash: string,
  ownRules: OwnRules | undefined,
  more: typeof byOption | null,
): Recording {
  const { options, limits, clock, random, cache, keeper, report } = context
  const policy = createPolicy(options.privacy, ownRules)
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
  const ground = createGround(
    context,
    eraseHash,
    say,
    ({ id }) => id === session.id,
    failed('A session cannot be erased from here.'),
  )
  const budget = createBudget({ emit: say, gates: context.gates, clock, report })
  const listen = createListen(failed('A listener failed.'), budget.charge)
  let isHolding = false
  let capture: Capture | null = null
  // Before anything else that observes the page.
  const watch = watchExclusion(policy, onExclusion)
  let exclusion = watch.reason()
  explainExclusion()
  const store = createSegmentStore(cache.shared)
  const claimed = claimTab(cache, session.id, random, guessOpener(session))
  const isLost = claimed.isHeld && !context.createHold
  const start = isLost ? { ...claimed, sequence: 0, previous: null, isHeld: false } : claimed
  const transport = createTransport({
    url: `${context.endpointUrl}/segments`,
    tab: start.tab,
    store,
    clock,
    fetch: context.fetch,
    maxQueuedBytes: limits.maxQueuedBytes,
    maxAttempts: limits.maxAttempts,
    report,
    onRecovered: resumeAfterLoss,
    onRejected(error) {
      // Whoever set this up would otherwise not hear of it.
      console.warn(error)
      context.onRejected(error)
    },
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
    nodeId: (node, isToCome) => capture?.dom.nodeId(node, isToCome),
    isOwnUrl: (url) => isBelow(url, context.endpointUrl),
    onRequest: (method) => capture?.frustration?.request(method),
    onRoot: watch.root,
  }

  const hold = context.createHold?.({
    context,
    store,
    listen,
    emit: say,
    onHolding,
    writerPosition: writer.position,
    send,
    flush: () => {
      drain()
      return writer.flush('manual')
    },
    renew: () => {
      void writer.flush('renew')
      capture?.dom.begin()
      ground.tell(session)
      standing.tell(clock.now()).forEach(emit)
    },
  })
  const chainPosition = (): TabPosition => (hold ?? writer).position()

  const propagate =
    options.propagate === false
      ? null
      : (more?.propagateFurther(readReplayId, options.propagate ?? {}) ??
        propagateHere(readReplayId))
  const navigation = trackNavigation(emit, scope, () => watch.look())
  if (!exclusion) capture = beginCapture()
  // After the trackers: what they say about a page that goes must be in its last segment.
  const page = watchPage(listen, { onHidden, onExit, onRestore: () => onRestore() })
  const stopResuming = listen(window, 'online', transport.resume)
  const stopFollowing = listen<StorageEvent>(window, 'storage', ({ key, newValue }) => {
    if (key === sessionKey && newValue === null) context.onWithdrawn()
  })

  hold?.begin(start, session)
  if (!hold) onHolding(false)
  // For those who wait to listen: from here on there is something to hear.
  window.dispatchEvent(new Event(recordingEvent))
  context.early.forEach(hear)
  begin()

  /** What the application says. */
  function hear(said: Said): void {
    if (said.type === 'reported-error') {
      const { at } = said
      const now = clock.now()
      return policy.clean(
        (rules) => cleanFields(said.context, rules),
        (context) =>
          capture?.errors.capture({
            ...said,
            at: Number.isFinite(at) && at <= now && at > now - 864e5 ? at : now,
            context,
          }),
      )
    }
    const event = said.type === 'reported-link' ? toLinkEvent(said) : said
    if (!event) return report(new PlayheadError('not_recorded', 'This is no link.'))
    policy.clean(
      (rules) => cleanOwnEvent(event, rules),
      (cleaned) => {
        const news = standing.hear(cleaned)
        if (news) emit(news)
      },
    )
  }

  function send(segment: OutgoingSegment): void {
    transport.send(segment)
    if (isFull || keeper.spend(segment.bytes.length) <= limits.maxSessionBytes) return
    isFull = true
    say({ type: 'dropped', at: clock.now(), what: 'frames', count: 1, reason: 'session-full' })
    context.onStopped(`It has sent ${limits.maxSessionBytes} bytes, as much as one may.`, stop)
  }

  /** What requests carry; null once the session has ended. */
  function readReplayId(): string | null {
    const { session: id, tab } = writer.position()
    return isStopped || keeper.hasEnded() ? null : `${id}.${tab}`
  }

  /** What is read of the page: nothing of one that is excluded. */
  function emit(event: TimelineEvent): void {
    if (!exclusion) say(event)
  }

  function say(event: TimelineEvent): void {
    if (isStopped) return
    if (isAway) return void meanwhile.push(event)
    if (!isAdmitted(isActivity(event))) return
    writer.timeline(event)
    hold?.look(event)
    capture?.frustration?.look(event)
    for (const listener of context.listeners) {
      try {
        listener(event)
      } catch (cause) {
        failed('A listener failed.')(cause)
      }
    }
  }

  function emitFrame(frame: FrameEvent): void {
    if (!isStopped && !exclusion && isAdmitted(false)) writer.frame(frame)
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
    if (!hold) onHolding(false)
    begin()
    if (isOther) standing.tell(clock.now()).forEach(emit)
  }

  function begin(): void {
    const { sequence, openedBy } = writer.position()
    if (sequence === 0) {
      say({ type: 'tab', at: clock.now(), openedBy })
      say({ type: 'sampling', at: clock.now(), gates: context.gates.list() })
      ground.tell(session)
    }
    if (exclusion) sayExcluded('begin', exclusion)
    else each((tracker) => tracker.begin?.())
  }

  function beginCapture(): Capture {
    return startCapture({
      emit,
      emitFrame,
      scope,
      options,
      tabStorage: cache.tab,
      recordDetails: more?.recordDetails(options.network ?? {}) ?? null,
      propagate,
    })
  }

  function onExclusion(next: ExclusionReason | null): void {
    if (isStopped) return
    if (exclusion) sayExcluded('end', exclusion)
    else {
      // What of the page is not written down yet may be of what is excluded.
      capture?.dom.stop()
      drain()
    }
    const isBack = next === null
    if (!isBack) endCapture()
    exclusion = next
    explainExclusion()
    onHolding(isHolding)
    if (next) return sayExcluded('begin', next)
    capture = beginCapture()
    each((tracker) => tracker.begin?.())
    standing.tell(clock.now()).forEach(emit)
  }

  function sayExcluded(phase: 'begin' | 'end', reason: ExclusionReason): void {
    say({ type: 'excluded', at: clock.now(), phase, reason })
  }

  function explainExclusion(): void {
    if (exclusion) context.gates.set('page', false, exclusionReasons[exclusion])
    else context.gates.drop('page')
  }

  function endCapture(): void {
    for (const tracker of capture?.trackers ?? []) attempt(tracker, (one) => one.stop())
    capture = null
  }

  function onHolding(isHeld: boolean): void {
    isHolding = isHeld
    context.onState(exclusion ? 'excluded' : isHeld ? 'buffering' : 'recording')
  }

  function drain(): void {
    each((tracker) => tracker.drain?.())
  }

  /** One part that fails takes no other with it. */
  function each(act: (tracker: Tracker) => void): void {
    for (const tracker of [navigation, budget, ...(capture?.trackers ?? [])]) attempt(tracker, act)
  }

  function attempt(tracker: Tracker, act: (tracker: Tracker) => void): void {
    try {
      act(tracker)
    } catch (cause) {
      failed('A part of the recorder failed.')(cause)
    }
  }

  function resumeAfterLoss(lost: number): void {
    say({ type: 'dropped', at: clock.now(), what: 'frames', count: lost, reason: 'send-failed' })
    // Without what is missing, changes have nothing to apply to.
    if (!isStopped) capture?.dom.begin()
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

  function endAll(): void {
    watch.stop()
    stopFollowing()
    each((tracker) => tracker.stop())
  }

  function leave(): void {
    page.stop()
    stopResuming()
    hold?.discard()
  }

  function discard(): void {
    isStopped = true
    endAll()
    leave()
    writer.discard()
    transport.discard()
  }

  async function stop(): Promise<void> {
    if (isStopped) return
    drain()
    isStopped = true
    endAll()
    await writer.flush('stop')
    releaseTab(cache, chainPosition())
    // What still waits for the network is sent on exit, should that come first.
    void transport.idle().finally(() => {
      leave()
      store.discard()
    })
  }

  return {
    hear,
    sendBuffer: (reason) => hold?.release(reason),
    discard,
    stop,
    tellGround: () => ground.tell(session),
    async flush() {
      await ground.settle()
      await Promise.all(capture?.trackers.map((tracker) => tracker.settle?.()) ?? [])
      drain()
      await writer.flush('manual')
      await transport.idle()
    },
  }
}

const exclusionReasons: Readonly<Record<ExclusionReason, string>> = {
  pattern: 'privacy.exclude names this page.',
  payment: 'The page has payment fields, and privacy.allowPaymentPages is not set.',
}
