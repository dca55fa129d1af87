import type { Planted } from '../agent.ts'
import type { Channel } from '../channels.ts'
import { describePlace, nowhere } from './describe.ts'

export interface Garden {
  planted: Planted[]
  /** Puts a canary somewhere; where the page will not have it, it does not count. */
  plant(channel: Channel, canary: string, at: Node | null, act: () => void, was?: string): void
}

/** What stood where a canary stands now. */
const originals = new Map<string, string | null>()

export function createGarden(): Garden {
  const planted: Planted[] = []
  return {
    planted,
    plant(channel, canary, at, act, was) {
      // Before: afterwards the selector may hold the canary.
      const place = at ? describePlace(at) : nowhere
      try {
        act()
        const before = was?.trim().slice(0, 80) || null
        const original = before !== null && originals.get(before)
        const shown = original === false || original === undefined ? before : original
        originals.set(canary, shown)
        planted.push({ ...place, canary, channel, was: shown })
      } catch {
        // Trusted Types, a read-only property, an element that objects.
      }
    },
  }
}
