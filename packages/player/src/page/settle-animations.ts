/**
 * Animations and transitions as they would stand: those that end have ended, those that repeat keep
 * still. Without it a page shown by a seek would be at the first picture of whatever fades in.
 */
export function settleAnimations(page: Document | null): void {
  for (const animation of page?.getAnimations() ?? []) {
    try {
      if (isEndless(animation)) animation.pause()
      else animation.finish()
    } catch {
      // A page can hold animations that refuse both, such as one without a duration.
    }
  }
}

/** Lets what repeats run, or holds it while the player stands. */
export function runAnimations(page: Document | null, isRunning: boolean): void {
  for (const animation of page?.getAnimations() ?? []) {
    if (!isEndless(animation)) continue
    if (isRunning) animation.play()
    else animation.pause()
  }
}

function isEndless(animation: Animation): boolean {
  return animation.effect?.getComputedTiming().endTime === Infinity
}
