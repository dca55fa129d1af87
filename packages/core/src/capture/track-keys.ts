import type { KeysEvent, NamedKey } from '@playhead/protocol'
import { namedKeys } from '@playhead/protocol/recording'
import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Presses on one element are gathered for this long. */
const gatherMs = 1_000
const named: ReadonlySet<string> = new Set(namedKeys)

/**
 * Counts key presses; only keys that write nothing are named. In a password field characters are not
 * even counted, since the count is the password's length.
 */
export function trackKeys(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let gathered: { target: Element; at: number; count: number; named: KeysEvent['named'] } | null =
    null
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    if (!gathered) return
    const { target, at, count, named } = gathered
    gathered = null
    const isPage = target === document.body || target === document.documentElement
    emit({
      type: 'keys',
      at,
      count,
      named,
      element: isPage ? null : describeElement(target, scope),
    })
  }

  const stop = scope.listen<KeyboardEvent>(document, 'keydown', (event) => {
    const target = targetOf(event, scope)
    if (!target || event.repeat) return
    const isNamed = isNamedKey(event.key)
    if (!isNamed && isSecret(target)) return
    if (gathered?.target !== target) drain()
    if (!gathered) {
      gathered = { target, at: scope.clock.now(), count: 0, named: {} }
      timer = setTimeout(drain, gatherMs)
    }
    gathered.count++
    if (isNamed)
      gathered.named[event.key as NamedKey] = (gathered.named[event.key as NamedKey] ?? 0) + 1
  })
  return {
    drain,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}

function isNamedKey(key: string): key is NamedKey {
  return named.has(key)
}

/** rrweb's marker stays on a password field that shows its content for a moment. */
function isSecret(element: Element): boolean {
  return element.matches('input[type="password" i], [data-rr-is-password], [autocomplete*="cc-" i]')
}
