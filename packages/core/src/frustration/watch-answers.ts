import type { FrustrationAnswer } from '@playhead/protocol'
import type { CaptureScope } from '../capture/scope.ts'
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
  /** From now on; changes are observed until `rest`, and in these shadow roots as well. */
  wait(roots: readonly Node[]): void
  rest(): void
}

/**
 * Hears what a page answers with. Nodes that change by themselves, such as a clock, are left out. The
 * page is observed only while a click waits, and for a moment after each time that it was used.
 */
export function watchAnswers(
  scope: CaptureScope,
  onAnswer: (by: FrustrationAnswer) => void,
  isAnswer: (record: MutationRecord) => boolean,
): AnswerWatch {
  const restless = new WeakSet<Node>()
  let isWaiting = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const observer = new MutationObserver((records) => {
    const isNew = ({ target }: MutationRecord): boolean => !restless.has(target)
    if (isWaiting && records.some((record) => isNew(record) && isAnswer(record))) onAnswer('page')
  })
  let sampled: Node[] = []
  const sampler = new MutationObserver((records) => {
    sampled.push(...records.map(({ target }) => target))
  })

  const stops = [
    scope.listen(document, Object.keys(answers), hear),
    scope.listen(window, 'blur', (event) => {
      if (event.target === window) hear(event)
    }),
  ]

  function hear({ type }: Event): void {
    const by = answers[type]
    if (isWaiting && by) onAnswer(by)
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
    isWaiting = false
    observer.disconnect()
  }

  return {
    rest,
    wait(roots) {
      isWaiting = true
      for (const root of [document, ...roots]) observer.observe(root, everything)
    },
    begin: sampleWhenQuiet,
    look(event) {
      if (isActivity(event)) sampleWhenQuiet()
      if (event.type === 'navigation' && event.kind !== 'load' && isWaiting) onAnswer('navigation')
    },
    stop() {
      clearTimeout(timer)
      sampler.disconnect()
      rest()
      stops.forEach((stop) => stop())
    },
  }
}
