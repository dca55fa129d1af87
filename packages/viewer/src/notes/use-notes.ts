import type { Annotation } from '@playhead/protocol'
import { useCallback, useMemo } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { useAnswer } from '../ui/use-answer.ts'

export interface Notes {
  /** By the moment they are about. */
  all: readonly Annotation[]
  reload(): void
}

const none: readonly Annotation[] = []

/** What people wrote about moments of the session; nothing where it cannot be read. */
export function useNotes(session: string): Notes {
  const { client, hasRemarks } = useEnvironment()
  const { answer, reload } = useAnswer(
    useCallback(
      async (signal: AbortSignal) =>
        hasRemarks ? client.listAnnotations(session, { signal }) : [],
      [client, hasRemarks, session],
    ),
  )
  const all = answer.name === 'loaded' ? answer.value : none
  return useMemo(() => ({ all, reload }), [all, reload])
}
