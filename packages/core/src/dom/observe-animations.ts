import { PlayheadError } from '../playhead-error.ts'
import { observeCall } from './observe-call.ts'
import type { AnimationRecorder } from './record-animations.ts'
import type { RecordContext } from './record-context.ts'

export interface Animations {
  /** Tells of what code animates in a document or a shadow tree by now. */
  look(root: Document | ShadowRoot): void
  patch(realm: Window & typeof globalThis): (() => void)[]
  stop(): void
}

/** Animations that code runs (`element.animate`): most pages have none, so the rest is loaded with the first. */
export function observeAnimations(context: RecordContext): Animations {
  const waiting = new Set<Element>()
  let recorder: AnimationRecorder | null = null
  let isLoading = false
  let isStopped = false

  function tell(element: Element): void {
    if (recorder) return recorder.tell(element)
    waiting.add(element)
    if (!isLoading) void load()
    isLoading = true
  }

  async function load(): Promise<void> {
    try {
      const { recordAnimations } = await import('./record-animations.ts')
      if (!isStopped) recorder = recordAnimations(context)
    } catch (cause) {
      const what = 'Animations cannot be recorded.'
      context.scope.report(new PlayheadError('capture_failed', what, { cause }))
    }
    if (recorder) waiting.forEach(recorder.tell)
    waiting.clear()
  }

  return {
    look(root) {
      for (const animation of root.getAnimations?.() ?? []) {
        // What stylesheets animate, they do in the player too.
        const isOfCss = 'animationName' in animation || 'transitionProperty' in animation
        const target = !isOfCss && (animation.effect as KeyframeEffect | null)?.target
        if (target) tell(target)
      }
    },
    patch: ({ Element }) => [
      observeCall(Element.prototype, 'animate', (self) => tell(self as Element)),
    ],
    stop() {
      isStopped = true
      recorder?.stop()
    },
  }
}
