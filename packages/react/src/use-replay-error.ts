'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { digestOf, linkTo, recordError } from './record-error.ts'
import { watchReplay } from './watch-replay.ts'

/**
 * For Next's `error.tsx` and `global-error.tsx`: records the error, and tells the server the digest by
 * which it finds what really happened there.
 *
 * @returns a link to this moment of the recording; empty on a server and if nothing is recorded.
 * @example
 * export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
 *   const replayUrl = useReplayError(error)
 */
export function useReplayError(error: unknown): string {
  useEffect(() => recordError(error, { react: 'boundary', digest: digestOf(error) }), [error])
  return useSyncExternalStore(
    watchReplay,
    () => linkTo(error),
    () => '',
  )
}
