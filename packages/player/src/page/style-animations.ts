import { ownAnimation } from './show-animations.ts'

/** Animations and transitions of the page's stylesheets, which run by themselves. */
export interface StyleAnimations {
  /**
   * As they would stand: those that end have ended, those that repeat keep still. Without it a page shown
   * by a seek would be at the first picture of whatever fades in.
   */
  settle(page: Document | null): void
  /** Lets them run, or holds them while the player stands. */
  run(page: Document | null, isRunning: boolean): void
}

export function createStyleAnimations(): StyleAnimations {
  /** Those that stand because the player does, not because the page says so. */
  const held = new Set<Animation>()

  function hold(animation: Animation): void {
    if (animation.playState !== 'running') return
    animation.pause()
    held.add(animation)
  }

  return {
    settle(page) {
      held.clear()
      for (const animation of animationsOf(page)) {
        try {
          if (isEndless(animation)) hold(animation)
          else animation.finish()
        } catch {
          // A page can hold animations that refuse both, such as one without a duration.
        }
      }
    },
    run(page, isRunning) {
      if (isRunning) for (const animation of held) animation.play()
      if (isRunning) held.clear()
      else animationsOf(page).forEach(hold)
    },
  }
}

function animationsOf(page: Document | null): Animation[] {
  return (page?.getAnimations() ?? []).filter(({ id }) => id !== ownAnimation)
}

function isEndless(animation: Animation): boolean {
  return animation.effect?.getComputedTiming().endTime === Infinity
}
