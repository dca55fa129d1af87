import { findRegions } from './overlay/find-regions.ts'
import { createLegend } from './overlay/legend.ts'
import { paintRegions } from './overlay/paint-regions.ts'
import { watchChanges } from './overlay/watch-changes.ts'
import { createPolicy } from './privacy/policy.ts'
import type { PrivacyOptions } from './privacy/privacy-options.ts'

export interface PrivacyOverlayOptions {
  /** As the recording has them. Default: none, so that only markers count. */
  privacy?: PrivacyOptions
  /** Told when the overlay's own button closes it. */
  onClose?: () => void
}

/**
 * Paints over the page what of it is recorded as it is, masked, left out and ignored, as the rules of
 * `privacy` and the markers say, and keeps up with what changes. For development: it is no part of the
 * recorder, needs none that runs, and is itself recorded as an empty element of no size.
 *
 * @returns a function that takes it away again.
 * @example
 * if (import.meta.env.DEV) {
 *   const { showPrivacyOverlay } = await import('@playhead/core/overlay')
 *   showPrivacyOverlay({ privacy })
 * }
 */
export function showPrivacyOverlay({ privacy, onClose }: PrivacyOverlayOptions = {}): () => void {
  const { selectors } = createPolicy(privacy)
  const host = document.createElement('div')
  // Nothing in it is recorded, nor what is done there.
  host.dataset['replay'] = 'block'
  host.className = 'rr-ignore'
  host.style.cssText =
    'all:initial;position:fixed;inset:0 auto auto 0;width:0;height:0;z-index:2147483647'
  const canvas = document.createElement('canvas')
  canvas.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;pointer-events:none'
  const legend = createLegend(() => {
    hide()
    onClose?.()
  })
  const root = host.attachShadow({ mode: 'closed' })
  root.append(canvas, legend.element)
  document.documentElement.append(host)

  const stopWatching = watchChanges((watchRoot) => {
    const regions = findRegions(selectors, { except: host, watchRoot })
    paintRegions(canvas, regions)
    legend.count(regions)
  })

  function hide(): void {
    stopWatching()
    host.remove()
  }
  return hide
}
