import type { FrustrationAnswer } from '@playhead/protocol'
import { describeElement } from '../capture/describe-element.ts'
import type { CaptureScope } from '../capture/scope.ts'
import { ownDoingMs } from './click-times.ts'
import { isAnswerInside, linkKind } from './clicked-element.ts'
import { lookOf, looksUsable } from './find-control.ts'
import type { Thresholds } from './frustration-options.ts'
import { type Burst, judgeBurst } from './judge-burst.ts'
import type { TellFrustration } from './signal.ts'
import type { News } from './watch-clicks.ts'

/** A click that holds up the page for this long has opened a dialog of the browser's. */
const dialogMs = 500
const maxFields = 10

interface LiveBurst extends Burst {
  x: number
  y: number
  parts: readonly Element[]
  last: MouseEvent
  /** What the control looked like at the last click. */
  lookBefore: string
}

/**
 * Rage, dead and slow clicks: clicks that nothing visible answers, or not in time. It may be told of
 * them a while after they happened.
 */
export function judgeClicks(
  tell: TellFrustration,
  scope: CaptureScope,
  { rageClick, deadClick }: Pick<Thresholds, 'rageClick' | 'deadClick'>,
  rest: () => void,
): { hear(news: News, at: number): void; stop(): void } {
  const { clock } = scope
  const againMs = rageClick?.withinMs ?? 0
  const giveUpMs = deadClick?.afterMs ?? 7_000
  let burst: LiveBurst | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let now = 0

  function onClick({ event, control, parts, look }: Extract<News, { type: 'click' }>): void {
    if (burst && !(control && isSamePlace(burst, control.element, event))) close(false)
    if (!control) return
    if (burst) settleLook(burst, look)
    burst ??= {
      control: control.element,
      isUsable: control.isUsable,
      clicks: [],
      begun: null,
      failure: null,
      x: event.clientX,
      y: event.clientY,
      parts,
      last: event,
      lookBefore: '',
    }
    burst.lookBefore = look
    burst.last = event
    burst.clicks.push({ at: now, answer: null })
    schedule(againMs)
  }

  function isSamePlace({ control, x, y }: LiveBurst, other: Element, event: MouseEvent): boolean {
    const distance = Math.hypot(event.clientX - x, event.clientY - y)
    return control === other || distance <= (rageClick?.radiusPx ?? 0)
  }

  function dispatched(event: Event): void {
    if (!burst) return
    if (event.type === 'submit') return event.defaultPrevented ? undefined : begun('load')
    if (event !== burst.last) return
    const isFollowed = !event.defaultPrevented && linkKind(burst.control) === 'page'
    if (isFollowed) begun('load')
    else if (now - (burst.clicks.at(-1)?.at ?? now) > dialogMs) begun('window')
  }

  /** A control that looks another way than when it was clicked has answered by that. */
  function settleLook({ clicks, parts, lookBefore }: LiveBurst, look = lookOf(parts)): void {
    const last = clicks.at(-1)
    if (last && look !== lookBefore) last.answer ??= { at: last.at, by: 'page' }
  }

  function begun(by: FrustrationAnswer): void {
    if (burst) burst.begun ??= by
  }

  function answer(by: FrustrationAnswer): void {
    const last = burst?.clicks.at(-1)
    if (!burst || !last) return
    const isOwnDoing = by !== 'page' && by !== 'navigation'
    if (isOwnDoing && now - last.at > ownDoingMs) return
    // A text is selected by clicking on it, meant or not.
    if (by === 'selection' && (burst.isUsable || looksUsable(burst.control))) return
    if (by === 'selection' && getSelection()?.isCollapsed) return
    if (by === 'navigation' && linkKind(burst.control) === 'nowhere') return
    for (const click of burst.clicks) click.answer ??= { at: now, by }
    rest()
    schedule(againMs)
  }

  /** @param waitMs until it is clear that no more clicks come, or that nothing answers. */
  function schedule(waitMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        now = clock.now()
        if (!burst) return
        settleLook(burst)
        const waited = now - (burst.clicks.at(-1)?.at ?? 0)
        const isOver = burst.clicks.every((click) => click.answer) || waited >= giveUpMs
        if (isOver || judgeBurst(burst, { rageClick, deadClick: null }, false)) close(true)
        else schedule(Math.max(giveUpMs - waited, 1))
      },
      Math.max(0, waitMs - (clock.now() - now)),
    )
  }

  /**
   * @param isOver it has had its time; a page that is left has had it for rage, not for a dead click. What
   *   was answered is judged in any case: who has waited long for an answer goes on as soon as it is there.
   */
  function close(isOver: boolean): void {
    const closed = burst
    burst = null
    clearTimeout(timer)
    rest()
    if (!closed) return
    settleLook(closed)
    const waited = now - (closed.clicks.at(-1)?.at ?? 0)
    const isAnswered = closed.clicks.every((click) => click.answer)
    const verdict = judgeBurst(
      closed,
      { rageClick, deadClick: isAnswered || (isOver && waited >= giveUpMs) ? deadClick : null },
      true,
    )
    if (!verdict) return
    const { fields, ...found } = verdict
    tell({
      ...found,
      element: describeElement(closed.control, scope),
      ...(fields && {
        fields: fields.slice(0, maxFields).map((field) => describeElement(field, scope)),
      }),
    })
  }

  function failed({ event }: Extract<News, { type: 'event' }>): void {
    const click = burst?.clicks[0]
    if (!burst || !click || event.at < click.at) return
    if (event.type === 'error') burst.failure = 'error'
    else if (event.initiator !== 'beacon') {
      const isLink = linkKind(burst.control) !== null
      if ((event.status ?? 0) >= (isLink ? 400 : 500)) {
        burst.failure = isLink ? 'broken-link' : 'error'
      }
    }
  }

  return {
    hear(news, at) {
      now = at
      if (news.type === 'click') onClick(news)
      else if (news.type === 'dispatched') dispatched(news.event)
      else if (news.type === 'answer') answer(news.by)
      else if (news.type === 'begun') begun(news.by)
      else if (news.type === 'event') failed(news)
      else if (news.type === 'inside') {
        const { parts = [] } = burst ?? {}
        if (news.changes.some((change) => isAnswerInside(change, parts))) answer('page')
      } else {
        if (burst?.begun === 'load') answer('navigation')
        close(true)
      }
    },
    stop() {
      clearTimeout(timer)
      burst = null
    },
  }
}
