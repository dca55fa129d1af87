'use client'

import {
  type FrustrationEvent,
  PlayheadConfigError,
  PlayheadError,
  type Replay,
  type ReplayOptions,
  start,
} from '@playhead/core'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { announceReplay } from './watch-replay.ts'

/** What `start` of `@playhead/core` takes; read once, when the recording starts. */
export interface ReplayProviderProps extends ReplayOptions {
  children?: ReactNode
}

// React 18 warns about layout effects on a server.
const useStartEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Records the page while it is mounted, or joins the recording that is under way.
 *
 * Changed options do not restart it; only `onError` and `onFrustration` are always the latest. Options that can never work
 * are reported to `onError`, or to the console without one: the application goes on unrecorded. Of a recording that it
 * joins (Next's is started before React is there) it heeds `onFrustration` alone.
 *
 * @example
 * <ReplayProvider endpoint="/api/replay" sampling={{ session: 0.1 }}>
 *   <App />
 * </ReplayProvider>
 */
export function ReplayProvider({ children, ...options }: ReplayProviderProps): ReactNode {
  const latest = useRef<ReplayOptions>(options)
  // Undefined: to be started. Null: cannot be started.
  const replay = useRef<Replay | null | undefined>(undefined)

  // In a layout effect, which comes before any child's `useEffect`: what they track is recorded.
  useStartEffect(() => {
    latest.current = options
    if (replay.current === undefined) replay.current = startSafely(latest)
  })

  // By its event: whoever started the recording may have given no `onFrustration`, as Next does.
  useEffect(() => {
    const hear = (event: Event): void => tellFrustration(event, latest.current)
    window.addEventListener('playhead:frustration', hear)
    return () => window.removeEventListener('playhead:frustration', hear)
  }, [])

  // Its end is in a passive effect, as React also undoes layout effects while a boundary suspends.
  useEffect(
    () => () => {
      void replay.current?.stop().then(announceReplay)
      replay.current = undefined
    },
    [],
  )

  return children
}

function startSafely(latest: { readonly current: ReplayOptions }): Replay | null {
  try {
    const { onFrustration: _, ...options } = latest.current
    const replay = start({ ...options, onError: (error) => latest.current.onError?.(error) })
    announceReplay()
    return replay
  } catch (error) {
    if (error instanceof PlayheadConfigError && latest.current.onError)
      latest.current.onError(error)
    else console.error(error)
    return null
  }
}

function tellFrustration(event: Event, { onFrustration, onError }: ReplayOptions): void {
  try {
    if (event instanceof CustomEvent) onFrustration?.(event.detail as FrustrationEvent)
  } catch (cause) {
    onError?.(new PlayheadError('capture_failed', 'onFrustration failed.', { cause }))
  }
}
