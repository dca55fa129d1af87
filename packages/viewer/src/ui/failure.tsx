import type { PlayerError, PlayerErrorCode } from '@playhead/player'
import type { ReactNode } from 'react'
import { HelpMessage } from './help-message.tsx'

export interface FailureProps {
  error: PlayerError
  onRetry: () => void
  /** A way on, if trying again may not help. */
  children?: ReactNode
}

interface Help {
  title: string
  advice: string
}

const helps: Readonly<Record<PlayerErrorCode, Help>> = {
  not_found: {
    title: 'This recording is not here',
    advice: 'It may have been erased, or the link was cut off on its way to you.',
  },
  forbidden: {
    title: 'You may not see this',
    advice:
      'Sign in to the application in another tab and try again, or ask whoever runs it for the right to watch recordings.',
  },
  network: {
    title: 'The server does not answer',
    advice: 'Check your connection, and that the application is running. Then try again.',
  },
  refused: {
    title: 'The server does not do this',
    advice: 'What it says about it is below.',
  },
  server_failed: {
    title: 'The server has failed',
    advice: 'Its log says why. Recordings that it has acknowledged are safe.',
  },
  invalid_answer: {
    title: 'The answer makes no sense to this viewer',
    advice: 'Load the page anew. If that does not help, update all @playhead packages together.',
  },
  damaged_segment: {
    title: 'This part of the recording is damaged',
    advice: 'The timeline is still complete. Another moment may show.',
  },
  no_snapshot: {
    title: 'There is no picture for this recording',
    advice: 'What happened is on the timeline, with every error and request.',
  },
  invalid_option: {
    title: 'This address names something the recording does not have',
    advice: 'Open the session from the list.',
  },
}

/** A failure as help: what it is, the server's own words, and how to try again. */
export function Failure({ error, onRetry, children }: FailureProps): ReactNode {
  const { title, advice } = helps[error.code]
  return (
    <HelpMessage title={title} tone="error">
      <p>{advice}</p>
      <p className="help-cause">{error.message}</p>
      <div className="help-actions">
        <button type="button" className="button button-primary" onClick={onRetry}>
          Try again
        </button>
        {children}
      </div>
    </HelpMessage>
  )
}
