import type { RecordedAnimation } from '@playhead/protocol'
import { animated } from '@playhead/protocol/parts'
import { coverName } from '../privacy/cover-name.ts'
import { scrubDeclaration } from '../privacy/scrub-css.ts'
import { observeCall, observeSetter } from './observe-call.ts'
import { isOfCode } from './observe-rare.ts'
import { type RecordContext, source } from './record-context.ts'

export interface AnimationRecorder {
  /** What code animates of the element may have changed. */
  tell(element: Element): void
  stop(): void
}

type Realm = Window & typeof globalThis

/** Characters of all that is told of one element. */
const maxLength = 20_000

/** Tells of animations that code runs: what they change and when, whenever that is decided anew. */
export function recordAnimations({
  scope,
  mirror,
  keep,
  levelOf,
}: RecordContext): AnimationRecorder {
  const { clock, policy } = scope
  const patched = new WeakSet<object>()
  const shown = new WeakSet<Element>()
  const waiting = new Set<Element>()
  const undos: (() => void)[] = []

  function tell(element: Element): void {
    const realm = element.ownerDocument.defaultView
    if (realm && !patched.has(realm.Animation)) patch(realm)
    if (waiting.has(element)) return
    waiting.add(element)
    // Bound to it, not closed over it: what is patched from here stays, and would keep it with all its page.
    if (!keep(write.bind(undefined, element))) waiting.delete(element)
  }

  function write(element: Element): object | null {
    waiting.delete(element)
    const id = mirror.idOf(element)
    if (id === 0 || levelOf(element) === 'block') return null
    const text = describe(element)
    if (text === null && !shown.delete(element)) return null
    if (text !== null) shown.add(element)
    const attributes = [{ id, attributes: { [animated]: text } }]
    return { source: source.mutation, adds: [], removes: [], texts: [], attributes }
  }

  function patch({ Animation, KeyframeEffect }: Realm): void {
    patched.add(Animation)
    const ofEffect = (effect: unknown): void => {
      const target = (effect as KeyframeEffect | null)?.target
      if (target) tell(target)
    }
    const ofAnimation = (self: unknown): void => ofEffect((self as Animation).effect)
    const calls = ['play', 'pause', 'cancel', 'finish', 'reverse', 'updatePlaybackRate'] as const
    undos.push(
      ...calls.map((name) => observeCall(Animation.prototype, name, ofAnimation)),
      ...['currentTime', 'startTime', 'playbackRate', 'effect'].map((name) =>
        observeSetter(Animation.prototype, name, ofAnimation),
      ),
      ...(['setKeyframes', 'updateTiming'] as const).map((name) =>
        observeCall(KeyframeEffect.prototype, name, ofEffect),
      ),
    )
  }

  /** @returns null if nothing animates it. */
  function describe(element: Element): string | null {
    const since = clock.now().toString(36)
    const all = element.getAnimations().flatMap((animation): RecordedAnimation[] => {
      const effect = animation.effect as KeyframeEffect | null
      if (!isOfCode(animation) || !effect) return []
      const { pseudoElement } = effect
      return [
        {
          keyframes: effect.getKeyframes().map(scrub),
          timing: timingOf(effect),
          ...(pseudoElement && { pseudo: pseudoElement }),
          time: Math.round(Number(animation.currentTime ?? 0)),
          rate: animation.playState === 'paused' ? 0 : animation.playbackRate,
          since,
        },
      ]
    })
    const text = all.length > 0 ? JSON.stringify(all) : null
    return text !== null && text.length > maxLength ? null : text
  }

  /** A keyframe may name a picture or a text, as a style may. */
  function scrub(keyframe: ComputedKeyframe): Record<string, string | number> {
    const kept: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(keyframe)) {
      if (typeof value === 'number' && name !== 'computedOffset') kept[name] = value
      if (typeof value !== 'string') continue
      // No properties, and of the browser's own words.
      const isTiming = name === 'easing' || name === 'composite'
      const text = isTiming ? value : scrubDeclaration(toProperty(name), value, policy.scrubUrl)
      if (text) kept[coverName(name)] = text
    }
    return kept
  }

  return { tell, stop: () => undos.forEach((undo) => undo()) }
}

/** As stylesheets call it (Web Animations, "IDL attribute name to animation property name"). */
function toProperty(name: string): string {
  if (name.startsWith('--')) return name
  return name
    .replace(/^css(?=Float|Offset)/, '')
    .replace(/[A-Z]/g, (letter, at) => (at > 0 ? '-' : '') + letter.toLowerCase())
}

function timingOf(effect: AnimationEffect): Record<string, string | number> {
  const { delay, endDelay, fill, iterationStart, iterations, duration, direction, easing } =
    effect.getTiming()
  const all = { delay, endDelay, fill, iterationStart, duration, direction, easing }
  return {
    // JSON has no number for it.
    iterations: iterations === Infinity ? 'Infinity' : (iterations ?? 1),
    ...Object.fromEntries(
      Object.entries(all).filter(
        (one): one is [string, string | number] =>
          typeof one[1] === 'number' || typeof one[1] === 'string',
      ),
    ),
  }
}
