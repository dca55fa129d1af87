import { startLate } from '../capture/late.ts'
import { observeCall } from './observe-call.ts'
import type { RecordContext } from './record-context.ts'

export interface Animations {
  /** Tells of what code animates in a document or a shadow tree by now. */
  look(root: Document | ShadowRoot): void
  patch(realm: Window & typeof globalThis): (() => void)[]
  stop(): void
}

/** Animations that code runs (`element.animate`): most pages have none, so the rest is loaded with the first. */
export function observeAnimations(context: RecordContext): Animations {
  const { hear, stop } = startLate<Element>(
    async () => (await import('./record-animations.ts')).recordAnimations(context),
    context.scope,
  )
  return {
    look(root) {
      for (const animation of root.getAnimations?.() ?? []) {
        // What stylesheets animate, they do in the player too.
        const isOfCss = 'animationName' in animation || 'transitionProperty' in animation
        const target = !isOfCss && (animation.effect as KeyframeEffect | null)?.target
        if (target) hear(target)
      }
    },
    patch: ({ Element }) => [
      observeCall(Element.prototype, 'animate', (self) => hear(self as Element)),
    ],
    stop,
  }
}
