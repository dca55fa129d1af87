import type { SamplingGate } from '@playhead/protocol'

/** The reasons for and against recording, each by the part that decides it: what `replay.why()` tells. */
export interface Gates {
  /** Adds a line, or changes the line of that name. */
  set(gate: string, passes: boolean, reason: string): void
  drop(gate: string): void
  list(): SamplingGate[]
  clear(): void
}

export function createGates(): Gates {
  const lines = new Map<string, SamplingGate>()
  return {
    set: (gate, passes, reason) => void lines.set(gate, { gate, passes, reason }),
    drop: (gate) => void lines.delete(gate),
    list: () => [...lines.values()],
    clear: () => lines.clear(),
  }
}
