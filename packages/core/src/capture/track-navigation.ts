import type { NavigationEvent } from '@playhead/protocol'
import { patch } from '../page/patch.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Pages: the document itself, then whatever the application makes of the History API. */
export function trackNavigation(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const { scrubUrl } = scope.policy
  let current = location.href

  function moved(kind: Exclude<NavigationEvent['kind'], 'load'>): void {
    const from = current
    current = location.href
    // Frameworks call replaceState with the address that is already there, to keep state in it.
    if (kind === 'replace' && from === current) return
    emit({
      type: 'navigation',
      at: scope.clock.now(),
      kind,
      from: scrubUrl(from),
      to: scrubUrl(current),
    })
  }

  const observe =
    (kind: 'push' | 'replace') =>
    (original: History['pushState'], isActive: () => boolean): History['pushState'] =>
      function (this: History, ...args) {
        Reflect.apply(original, this, args)
        if (isActive()) moved(kind)
      }

  const stops = [
    patch(history, 'pushState', observe('push')),
    patch(history, 'replaceState', observe('replace')),
    scope.listen(window, 'popstate', () => {
      // A move to another fragment also fires hashchange, which tells it better.
      if (withoutFragment(current) !== withoutFragment(location.href)) moved('traverse')
    }),
    scope.listen(window, 'hashchange', () => {
      if (current !== location.href) moved('fragment')
    }),
  ]
  return {
    begin() {
      current = location.href
      emit({
        type: 'navigation',
        at: scope.clock.now(),
        kind: 'load',
        from: document.referrer === '' ? null : scrubUrl(document.referrer),
        to: scrubUrl(current),
      })
    },
    stop: () => stops.forEach((stop) => stop()),
  }
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}
