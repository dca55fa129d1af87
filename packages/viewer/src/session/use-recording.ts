import { createSegmentLoader, type PlayerError, type SegmentLoader } from '@playhead/player'
import type { SessionManifest, SessionTimeline } from '@playhead/protocol'
import { useEffect, useMemo, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { toPlayerError } from '../ui/to-player-error.ts'
import { useNow } from '../ui/use-now.ts'
import { usePoll } from '../ui/use-poll.ts'

/** What is known of a session, as of one look at the server. */
export interface Recording {
  loader: SegmentLoader
  manifest: SessionManifest
  /** null if it could not be read: the page still plays. */
  timeline: SessionTimeline | null
  timelineError: PlayerError | null
}

type RecordingState =
  | { name: 'loading' }
  | { name: 'failed'; error: PlayerError }
  | { name: 'loaded'; recording: Recording; newestEnd: number }

export interface RecordingHandle {
  state: RecordingState
  /** Reads the session again: after a failure, or for what has arrived since. What plays stays until then. */
  reload(): void
}

/** A session can go on after a pause as long as the recorder lets it idle. */
const mayGoOnForMs = 30 * 60_000
const lookAgainMs = 10_000

export function useRecording(session: string): RecordingHandle {
  const { basePath, fetch } = useEnvironment()
  const loader = useMemo(
    () => createSegmentLoader({ basePath, session, fetch }),
    [basePath, session, fetch],
  )
  const [state, setState] = useState<RecordingState>({ name: 'loading' })
  const now = useNow()

  useEffect(() => {
    const controller = new AbortController()
    void read(loader, setState, controller.signal)
    return () => controller.abort()
  }, [loader])

  usePoll(
    () => {
      loader.loadManifest().then(
        ({ session }) =>
          setState((state) =>
            state.name === 'loaded' ? { ...state, newestEnd: session.endedAt } : state,
          ),
        // The next look may find it; what is loaded plays on without.
        () => undefined,
      )
    },
    {
      everyMs: lookAgainMs,
      isOn: state.name === 'loaded' && now - state.newestEnd < mayGoOnForMs,
    },
  )

  return {
    state,
    reload() {
      setState((state) => (state.name === 'failed' ? { name: 'loading' } : state))
      void read(loader, setState)
    },
  }
}

async function read(
  loader: SegmentLoader,
  setState: (state: RecordingState) => void,
  signal?: AbortSignal,
): Promise<void> {
  const call = signal ? { signal } : {}
  try {
    const [manifest, timeline] = await Promise.all([
      loader.loadManifest(call),
      loader.loadTimeline(call).catch((error: unknown) => toPlayerError(error)),
    ])
    const recording: Recording =
      'events' in timeline
        ? { loader, manifest, timeline, timelineError: null }
        : { loader, manifest, timeline: null, timelineError: timeline }
    setState({ name: 'loaded', recording, newestEnd: manifest.session.endedAt })
  } catch (error) {
    if (!signal?.aborted) setState({ name: 'failed', error: toPlayerError(error) })
  }
}
