import type { LegalHold, PrivacyWarning } from '@playhead/protocol'
import { useCallback } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { useAnswer } from '../ui/use-answer.ts'

/** What is to be minded about a session, as far as whoever looks may know. */
export interface Care {
  holds: readonly LegalHold[]
  warnings: readonly PrivacyWarning[]
  reload(): void
}

export function useCare(session: string): Care {
  const { client, hasRemarks, may } = useEnvironment()
  const mayConfigure = may('configure')
  const { answer: holds, reload } = useAnswer(
    useCallback(
      async (signal: AbortSignal) => (mayConfigure ? client.listHolds({ signal }) : []),
      [client, mayConfigure],
    ),
  )
  const { answer: warnings } = useAnswer(
    useCallback(
      async (signal: AbortSignal) => (hasRemarks ? client.listWarnings(session, { signal }) : []),
      [client, hasRemarks, session],
    ),
  )
  return {
    holds: holds.name === 'loaded' ? holds.value : [],
    warnings: warnings.name === 'loaded' ? warnings.value : [],
    reload,
  }
}
