import { animated } from '@playhead/protocol'
import { isObject } from '../read-frames.ts'
import { rootsOf } from './roots.ts'

/** Names ours, among those that stylesheets run. */
export const ownAnimation = 'playhead'

interface Shown {
  animation: Animation
  time: number
  rate: number
  /** ms since the Unix epoch. */
  since: number
}

export interface ShownAnimations {
  /** Takes up what the page's elements say, and gives up what they say no more. */
  look(page: Document): void
  /** Puts all of them to a moment: none runs by itself. */
  show(at: number): void
}

/** Animations that code ran in the recorded page, at whatever moment the player is. */
export function createShownAnimations(): ShownAnimations {
  let known = new Map<Element, { text: string; all: Shown[] }>()

  return {
    look(page) {
      const next: typeof known = new Map()
      for (const root of rootsOf(page)) {
        for (const element of root.querySelectorAll(`[${animated}]`)) {
          const text = element.getAttribute(animated) ?? ''
          const before = known.get(element)
          if (before?.text === text) next.set(element, before)
          else next.set(element, { text, all: begin(element, text) })
        }
      }
      for (const [element, { all }] of known) {
        if (next.get(element)?.all === all) continue
        for (const { animation } of all) animation.cancel()
      }
      known = next
    },
    show(at) {
      for (const { all } of known.values()) {
        for (const { animation, time, rate, since } of all) {
          animation.currentTime = time + Math.max(0, at - since) * rate
        }
      }
    },
  }
}

/** What does not fit is left out: anybody can have written it. */
function begin(element: Element, text: string): Shown[] {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return []
  }
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    try {
      return isObject(one) ? [animate(element, one)] : []
    } catch {
      return []
    }
  })
}

function animate(element: Element, told: Record<string, unknown>): Shown {
  const { keyframes, timing, pseudo, time, rate, since } = told
  const fields = isObject(timing) ? timing : {}
  const iterations = Number(fields['iterations'] ?? 1)
  const animation = element.animate(Array.isArray(keyframes) ? keyframes : [], {
    ...fields,
    iterations,
    ...(typeof pseudo === 'string' && { pseudoElement: pseudo }),
  })
  animation.id = ownAnimation
  animation.pause()
  return {
    animation,
    time: Number(time) || 0,
    rate: Number(rate) || 0,
    since: parseInt(String(since), 36) || 0,
  }
}
