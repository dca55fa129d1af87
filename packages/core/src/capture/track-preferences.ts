import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** How the visitor has told the browser to show pages, at the beginning and whenever that changes. */
export function trackPreferences(emit: EmitTimeline, { listen, clock }: CaptureScope): Tracker {
  const [dark, reduced, forced] = [
    'prefers-color-scheme:dark',
    'prefers-reduced-motion:reduce',
    'forced-colors:active',
  ].map((query) => matchMedia(`(${query})`))

  function begin(): void {
    emit({
      type: 'preferences',
      at: clock.now(),
      colorScheme: dark?.matches ? 'dark' : 'light',
      reducedMotion: reduced?.matches === true,
      forcedColors: forced?.matches === true,
    })
  }

  const stops = [dark, reduced, forced].map((query) => query && listen(query, 'change', begin))
  return { begin, stop: () => stops.forEach((stop) => stop?.()) }
}
