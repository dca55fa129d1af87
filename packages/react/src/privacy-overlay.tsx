'use client'

import type { PrivacyOptions } from '@playhead/core'
import { useEffect, useRef } from 'react'

export interface PrivacyOverlayProps {
  /** The same as the provider's. */
  privacy?: PrivacyOptions
  /** Whether it is there from the beginning. Default false: once Alt+Shift+P is pressed. */
  isShown?: boolean
}

/**
 * In development: Alt+Shift+P paints over the page what of it is recorded as it is, masked, left out and
 * ignored, and takes that away again. The code that paints is loaded when it is asked for; leave the
 * element out of production all the same.
 *
 * @example
 * {process.env.NODE_ENV === 'development' && <PrivacyOverlay privacy={privacy} />}
 */
export function PrivacyOverlay({ privacy, isShown = false }: PrivacyOverlayProps): null {
  const latest = useRef(privacy)
  useEffect(() => {
    latest.current = privacy
  })

  useEffect(() => {
    let isWanted = false
    let hide: (() => void) | null = null

    async function show(): Promise<void> {
      isWanted = true
      const { showPrivacyOverlay } = await import('@playhead/core/overlay')
      // Asked to go, or here already, before the code was.
      if (!isWanted || hide) return
      const { current } = latest
      hide = showPrivacyOverlay({ ...(current && { privacy: current }), onClose: leave })
    }

    function leave(): void {
      isWanted = false
      hide?.()
      hide = null
    }

    function onKey(event: KeyboardEvent): void {
      // By its place: with Alt pressed, keyboards write other letters.
      if (event.code !== 'KeyP' || !event.altKey || !event.shiftKey) return
      event.preventDefault()
      if (isWanted) leave()
      else void show()
    }

    addEventListener('keydown', onKey)
    if (isShown) void show()
    return () => {
      removeEventListener('keydown', onKey)
      leave()
    }
  }, [isShown])

  return null
}
