import type { FrustrationAnswer } from '@playhead/protocol'
import type { CaptureScope } from '../capture/scope.ts'
import { isElementOfAnyRealm } from '../privacy/privacy-level.ts'
import { isActivity } from '../session/is-activity.ts'
import type { Signal } from './signal.ts'

/** What a page does by itself is looked at for this long, once nobody has done anything for a while. */
const sampleMs = 1_200
const quietMs = 2_000

const everything: MutationObserverInit = {
  subtree: true,
  childList: true,
  attributes: true,
  characterData: true,
}

const answers: Readonly<Record<string, FrustrationAnswer>> = {
  scroll: 'scroll',
  selectionchange: 'selection',
  focusin: 'focus',
  input: 'input',
  toggle: 'page',
  play: 'media',
  pause: 'media',
  seeking: 'media',
  volumechange: 'media',
  fullscreenchange: 'window',
  visibilitychange: 'window',
  blur: 'window',
}

export interface AnswerWatch extends Signal {
  /** From now on; changes are observed until `rest`, and in the shadow roots on this path as well. */
  wait(control: Element, path: readonly EventTarget[]): void
  rest(): void
}

/**
 * Hears what a page answers with. Nodes that change by themselves, such as a clock, are left out, and
 * what only shows that a field was touched, such as a red border. The page is observed only while a
 * click waits, and for a moment after each time that it was used.
 *
 * @param onInside changes in the control itself, which may be an answer or not.
 */
export function watchAnswers(
  scope: CaptureScope,
  onAnswer: (by: FrustrationAnswer) => void,
  onInside: (changes: readonly MutationRecord[]) => void,
): AnswerWatch {
  const restless = new WeakSet<Node>()
  let waitsFor: Element | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const observer = new MutationObserver((records) => {
    const changes = records.filter(isTelling)
    const inside = changes.filter(({ target }) => waitsFor?.contains(target))
    if (inside.length < changes.length) tell('page')
    else if (inside.length > 0) onInside(inside)
  })
  let sampled: Node[] = []
  const sampler = new MutationObserver((records) => {
    sampled.push(...records.map(({ target }) => target))
  })

  function isTelling({ type, target }: MutationRecord): boolean {
    const isField =
      type === 'attributes' &&
      isElementOfAnyRealm(target) &&
      target.matches('input,select,textarea')
    return !restless.has(target) && !document.head.contains(target) && !isField
  }

  const stops = [
    scope.listen(document, Object.keys(answers), hear),
    scope.listen(window, 'blur', (event) => {
      if (event.target === window) hear(event)
    }),
  ]

  function hear({ type }: Event): void {
    tell(answers[type])
  }

  function tell(by: FrustrationAnswer | undefined): void {
    if (waitsFor && by) onAnswer(by)
  }

  function sampleWhenQuiet(): void {
    clearTimeout(timer)
    sampler.disconnect()
    sampled = []
    timer = setTimeout(() => {
      if (document.visibilityState === 'hidden') return
      sampler.observe(document, everything)
      timer = setTimeout(() => {
        sampler.disconnect()
        sampled.forEach((node) => restless.add(node))
        sampled = []
      }, sampleMs)
    }, quietMs)
  }

  function rest(): void {
    waitsFor = null
    observer.disconnect()
  }

  return {
    rest,
    wait(control, path) {
      waitsFor = control
      const roots = path.filter((one) => one instanceof ShadowRoot)
      for (const root of [document, ...roots]) observer.observe(root, everything)
    },
    begin: sampleWhenQuiet,
    look(event) {
      if (isActivity(event)) sampleWhenQuiet()
      if (event.type === 'navigation' && event.kind !== 'load') tell('navigation')
    },
    stop() {
      clearTimeout(timer)
      sampler.disconnect()
      rest()
      stops.forEach((stop) => stop())
    },
  }
}
