import { startLate } from '../capture/late.ts'
import { matches } from './access.ts'
import { observeCall } from './observe-call.ts'
import type { RecordContext } from './record-context.ts'

type Root = Document | ShadowRoot

/** What few pages do. */
export type Rare =
  /** Code may have changed what it animates of an element. */
  | { animated: Element }
  /** One of `happenings`. */
  | { type: string; target: Element }
  /** Code has made a font. */
  | { font: FontFace; source: unknown }
  /** A document or a shadow tree is written down, for the first time or anew. */
  | { root: Root }

export interface RareThings {
  /** Tells of what is in a document or a shadow tree by now. */
  look(root: Root): void
  observe(root: Root): () => void
  patch(realm: Window & typeof globalThis): (() => void)[]
  stop(): void
}

/** Events: of playback first, by rrweb's numbers, and of what is laid above the page. */
export const happenings = [
  'play',
  'pause',
  'seeked',
  'volumechange',
  'ratechange',
  'toggle',
  'fullscreenchange',
]

/** Modal dialogs, popovers, and what fills the screen. A browser that does not know one passes over it. */
export const onTop = ':is(:modal,:popover-open,:fullscreen)'

/** What stylesheets animate, they do in the player too. */
export function isOfCode(animation: Animation): boolean {
  return !('animationName' in animation || 'transitionProperty' in animation)
}

/**
 * Animations and fonts of code, playback, and what lies above the page: what records them is loaded with
 * the first.
 */
export function observeRare(context: RecordContext): RareThings {
  const { listen } = context.scope
  const { hear, isLoaded, stop } = startLate<Rare>(
    async () => (await import('./record-rare.ts')).recordRare(context),
    context.scope,
  )
  return {
    look(root) {
      if (isLoaded() || root.querySelector(onTop) || root.getAnimations?.().some(isOfCode))
        hear({ root })
    },
    observe: (root) =>
      listen(root, happenings, (event) => {
        const { type } = event
        const target = event.target as Element
        // It tells of `details` as well.
        if (type !== 'toggle' || isLoaded() || matches(target, onTop)) hear({ type, target })
      }),
    patch: (realm) => [
      observeCall(realm.Element.prototype, 'animate', (self) =>
        hear({ animated: self as Element }),
      ),
      observeCall(realm, 'FontFace', (_, [, source], font) =>
        hear({ font: font as FontFace, source }),
      ),
    ],
    stop,
  }
}
