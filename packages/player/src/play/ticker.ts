import type { PlayerClock } from '../clock.ts'

/** A page in the background gets no animation frames. On return it goes on where it stood, ms. */
const maxFrameMs = 1_000

/** Calls `tick` before every picture while it runs, with the ms since the one before. */
export function createTicker(
  clock: PlayerClock,
  tick: (elapsedMs: number) => void,
): { start(): void; stop(): void } {
  let callOff: (() => void) | null = null

  function schedule(since: number): void {
    callOff = clock.onNextFrame(() => {
      const now = clock.now()
      // First, so that `tick` can stop it.
      schedule(now)
      tick(Math.min(Math.max(now - since, 0), maxFrameMs))
    })
  }

  return {
    start() {
      callOff?.()
      schedule(clock.now())
    },
    stop() {
      callOff?.()
      callOff = null
    },
  }
}
