import type { PlayerClock } from './clock.ts'

/** A clock that a test turns by hand. */
export interface ManualClock extends PlayerClock {
  /** Lets time pass in frames, calling back before each. Default: one frame. */
  advance(ms: number, frameMs?: number): void
  /** Callbacks that wait for the next frame. */
  readonly waiting: number
}

export function createManualClock(): ManualClock {
  const waiting = new Set<() => void>()
  let time = 0

  function nextFrame(ms: number): void {
    time += ms
    const due = [...waiting]
    waiting.clear()
    for (const callback of due) callback()
  }

  return {
    now: () => time,
    onNextFrame(callback) {
      const entry = (): void => callback()
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    advance(ms, frameMs = ms) {
      for (let passed = 0; passed < ms; passed += frameMs) nextFrame(Math.min(frameMs, ms - passed))
    },
    get waiting() {
      return waiting.size
    },
  }
}
