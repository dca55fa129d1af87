import type { FrustrationAnswer } from '@playhead/protocol'
import { describeElement, targetOf } from '../capture/describe-element.ts'
import type { CaptureScope } from '../capture/scope.ts'
import { findControl, isAnswer, linkKind, looksUsable, watchLook } from './clicked-element.ts'
import type { Thresholds } from './frustration-options.ts'
import { type Burst, judgeBurst } from './judge-burst.ts'
import type { Signal, TellFrustration } from './signal.ts'
import { watchAnswers } from './watch-answers.ts'

/** What a person does next is no answer to the click before: scrolls, focus, another window. */
const ownDoingMs = 1_000
/** A click that holds up the page for this long has opened a dialog of the browser's. */
const dialogMs = 500
const maxFields = 10

interface LiveBurst extends Burst {
  x: number
  y: number
  parts: Set<Node>
  look(): string
  /** What the control looked like at the last click. */
  lookBefore: string
}

/** Rage, dead and slow clicks: clicks that nothing visible answers, or not in time. */
export function watchClicks(
  tell: TellFrustration,
  scope: CaptureScope,
  rageClick: Thresholds['rageClick'],
  deadClick: Thresholds['deadClick'],
): Signal {
  const { clock } = scope
  const againMs = rageClick?.withinMs ?? 0
  const giveUpMs = deadClick?.afterMs ?? 7_000
  let burst: LiveBurst | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const page = watchAnswers(scope, answer, (record) =>
    burst ? isAnswer(record, burst.parts, burst.control) : false,
  )
  const stops = [
    page.stop,
    scope.listen<MouseEvent>(document, ['click', 'pointerdown'], onClick),
    scope.listen<SubmitEvent>(document, 'submit', (event) => {
      setTimeout(() => event.defaultPrevented || begun('load'))
    }),
    scope.listen(window, 'pagehide', () => {
      if (burst?.begun === 'load') answer('navigation')
      close(true)
    }),
  ]

  function onClick(event: MouseEvent): void {
    const target = targetOf(event, scope)
    // A disabled control takes no click (HTML standard, "disabled"): only the press is heard.
    if (!target || (event.type === 'pointerdown') !== target.matches(':disabled,:disabled *'))
      return
    // A key, or a script, as for a download or a choice of files.
    if (event.type === 'click' && event.detail === 0) return begun('page')
    const control = findControl(target)
    if (burst && !(control && isSamePlace(burst, control.element, event))) close(false)
    if (!control) return
    const at = clock.now()
    if (burst) settleLook(burst)
    burst ??= {
      control: control.element,
      isUsable: control.isUsable,
      clicks: [],
      begun: null,
      failure: null,
      x: event.clientX,
      y: event.clientY,
      ...watchLook(control.element),
      lookBefore: '',
    }
    burst.lookBefore = burst.look()
    burst.clicks.push({ at, answer: null })
    page.wait(event.composedPath().filter((node) => node instanceof ShadowRoot))
    schedule(againMs)
    const mine = burst
    setTimeout(() => {
      if (burst !== mine) return
      const isFollowed = !event.defaultPrevented && linkKind(mine.control) === 'page'
      if (isFollowed) begun('load')
      else if (clock.now() - at > dialogMs) begun('window')
    })
  }

  function isSamePlace({ control, x, y }: LiveBurst, other: Element, event: MouseEvent): boolean {
    const distance = Math.hypot(event.clientX - x, event.clientY - y)
    return control === other || distance <= (rageClick?.radiusPx ?? 0)
  }

  /** A control that looks another way than when it was clicked has answered by that. */
  function settleLook({ clicks, look, lookBefore }: LiveBurst): void {
    const last = clicks.at(-1)
    if (last && look() !== lookBefore) last.answer ??= { at: last.at, by: 'page' }
  }

  function begun(by: FrustrationAnswer): void {
    if (burst) burst.begun ??= by
  }

  function answer(by: FrustrationAnswer): void {
    const at = clock.now()
    const last = burst?.clicks.at(-1)
    if (!burst || !last) return
    const isOwnDoing = by !== 'page' && by !== 'navigation'
    if (isOwnDoing && at - last.at > ownDoingMs) return
    // A text is selected by clicking on it, meant or not.
    if (by === 'selection' && (burst.isUsable || looksUsable(burst.control))) return
    if (by === 'selection' && getSelection()?.isCollapsed) return
    if (by === 'navigation' && linkKind(burst.control) === 'nowhere') return
    for (const click of burst.clicks) click.answer ??= { at, by }
    page.rest()
    schedule(againMs)
  }

  /** @param waitMs until it is clear that no more clicks come, or that nothing answers. */
  function schedule(waitMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!burst) return
      settleLook(burst)
      const waited = clock.now() - (burst.clicks.at(-1)?.at ?? 0)
      const isOver = burst.clicks.every((click) => click.answer) || waited >= giveUpMs
      if (isOver || judgeBurst(burst, { rageClick, deadClick: null }, false)) close(true)
      else schedule(Math.max(giveUpMs - waited, 1))
    }, waitMs)
  }

  /** @param isOver it has had its time; a page that is left has had it for rage, not for a dead click. */
  function close(isOver: boolean): void {
    const closed = burst
    burst = null
    clearTimeout(timer)
    page.rest()
    if (!closed) return
    settleLook(closed)
    const waited = clock.now() - (closed.clicks.at(-1)?.at ?? 0)
    const isAnswered = closed.clicks.every((click) => click.answer)
    const verdict = judgeBurst(
      closed,
      { rageClick, deadClick: isOver && (isAnswered || waited >= giveUpMs) ? deadClick : null },
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

  return {
    begin: () => page.begin?.(),
    request: () => begun('request'),
    look(event) {
      page.look?.(event)
      const click = burst?.clicks[0]
      if (!burst || !click || !('at' in event) || event.at < click.at) return
      if (event.type === 'error') burst.failure = 'error'
      if (event.type === 'network' && event.initiator !== 'beacon') {
        const isLink = linkKind(burst.control) !== null
        if ((event.status ?? 0) >= (isLink ? 400 : 500)) {
          burst.failure = isLink ? 'broken-link' : 'error'
        }
      }
    },
    stop() {
      clearTimeout(timer)
      burst = null
      stops.forEach((stop) => stop())
    },
  }
}
