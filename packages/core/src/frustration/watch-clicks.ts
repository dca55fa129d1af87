import { matches } from '../dom/access.ts'
import type { ErrorEvent, FrustrationAnswer, NetworkEvent } from '@playhead/protocol'
import { describeElement, targetOf } from '../capture/describe-element.ts'
import { startLate } from '../capture/late.ts'
import type { CaptureScope } from '../capture/scope.ts'
import { type Control, findControl, lookOf, looksUsable, partsOf } from './find-control.ts'
import type { Thresholds } from './frustration-options.ts'
import { ownDoingMs, promptMs } from './click-times.ts'
import type { Signal, TellFrustration } from './signal.ts'
import { watchAnswers } from './watch-answers.ts'

/** What a click and its consequences are judged by. */
export type News =
  | { type: 'click'; event: MouseEvent; control: Control | null; parts: Element[]; look: string }
  /** The page has heard it all: what comes of it by default is known. */
  | { type: 'dispatched'; event: Event }
  | { type: 'answer'; by: FrustrationAnswer }
  | { type: 'inside'; changes: readonly MutationRecord[] }
  | { type: 'begun'; by: FrustrationAnswer }
  /** It may have gone wrong. */
  | { type: 'event'; event: ErrorEvent | NetworkEvent; click: LastClick | null }
  | { type: 'left' }

export interface LastClick {
  at: number
  /** Weakly: it may be gone from the page by the time that something fails. */
  target: WeakRef<Element>
}

/**
 * Rage, dead, slow and error clicks. Most clicks are answered at once: what is known of a click is kept
 * until it is, and judged by code that is loaded once there are several, one is not answered for long, or
 * something fails.
 */
export function watchClicks(
  tell: TellFrustration,
  scope: CaptureScope,
  thresholds: Thresholds,
): Signal {
  const { clock } = scope
  const { rageClick, deadClick, errorClick } = thresholds
  const patienceMs = Math.min(deadClick?.afterMs ?? Infinity, deadClick?.slowAfterMs ?? 1_000)
  let clicks: number[] = []
  let parts: Element[] = []
  let last: LastClick | null = null
  let rage: Parameters<TellFrustration>[0] | null = null
  let isAnswered = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const page = watchAnswers(
    scope,
    (by) => {
      hear({ type: 'answer', by })
      const [first = 0] = clicks
      const isPlain = by === 'page' || clock.now() - (clicks.at(-1) ?? 0) <= ownDoingMs
      // Every click selects something, and some links lead nowhere.
      if (!isPlain || by === 'selection' || by === 'navigation') return
      isAnswered = true
      // The page was too busy to look at its timers.
      if (deadClick && clock.now() - first >= patienceMs) return wake()
      if (clock.now() - first <= promptMs) forget()
    },
    (changes) => hear({ type: 'inside', changes }),
  )
  const late = startLate<News>(
    async () => (await import('./judge.ts')).judge(tell, scope, thresholds, page.rest),
    scope,
  )

  function hear(news: News): void {
    if (late.isAwake() || clicks.length > 0) late.keep(news)
  }

  function wake(): void {
    clearTimeout(timer)
    if (late.wake()) clicks = []
    else forget()
  }

  function forget(): void {
    if (late.isAwake()) return
    clearTimeout(timer)
    clicks = []
    parts = []
    rage = null
    late.forget()
    page.rest()
  }

  function onClick(event: MouseEvent): void {
    const target = targetOf(event, scope)
    const at = clock.now()
    const isClick = event.type === 'click'
    if (isClick) last = target && { at, target: new WeakRef(target) }
    // A disabled control takes no click (HTML standard, "disabled"): only the press is heard.
    if (!target || isClick === matches(target, ':disabled,:disabled *')) return
    // A key, or a script, as for a download or a choice of files.
    if (isClick && event.detail === 0) return hear({ type: 'begun', by: 'page' })
    const control = findControl(target)
    if (!control) forget()
    else wait(control, event, at)
    hear({ type: 'click', event, control, parts, look: lookOf(parts) })
    if (!control) return
    setTimeout(() => hear({ type: 'dispatched', event }))
    const { count, withinMs } = rageClick ?? { count: Infinity, withinMs: 0 }
    const rageAt = clicks.at(-count)
    if (rageAt === undefined || at - rageAt > withinMs) return
    rage = {
      kind: 'rage-click',
      at: rageAt,
      count,
      element: describeElement(control.element, scope),
    }
    wake()
  }

  /** Nothing can be loaded any more: several clicks in vain are told without their cause. */
  function leave(): void {
    if (rage && !late.isLoaded()) tell(rage)
    else hear({ type: 'left' })
    rage = null
  }

  function wait({ element, isUsable }: Control, event: Event, at: number): void {
    page.wait(element, event.composedPath())
    if (parts[0] !== element) parts = partsOf(element)
    if (late.isAwake()) return
    clicks.push(at)
    isAnswered = false
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!isAnswered && deadClick && (isUsable || looksUsable(element))) wake()
      else forget()
    }, patienceMs)
  }

  const stops = [
    page.stop,
    late.stop,
    scope.listen<MouseEvent>(document, ['click', 'pointerdown'], onClick),
    scope.listen<SubmitEvent>(document, 'submit', (event) => {
      setTimeout(() => hear({ type: 'dispatched', event }))
    }),
    scope.listen(window, 'pagehide', leave),
  ]

  return {
    begin: () => page.begin?.(),
    settle: late.settle,
    request: () => hear({ type: 'begun', by: 'request' }),
    look(event) {
      page.look?.(event)
      if (event.type !== 'error' && event.type !== 'network') return
      if (errorClick && mayAnger(event, last, errorClick.withinMs)) wake()
      hear({ type: 'event', event, click: last })
    },
    stop() {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    },
  }
}

/** Errors that come without a click are noted as well: they are no answer to one. */
function mayAnger(
  event: ErrorEvent | NetworkEvent,
  click: LastClick | null,
  withinMs: number,
): boolean {
  if (event.type === 'error') return event.kind !== 'reported'
  const isNear = click !== null && event.at >= click.at && event.at - click.at <= withinMs
  return isNear && ((event.status ?? 0) >= 400 || event.failure === 'network')
}
