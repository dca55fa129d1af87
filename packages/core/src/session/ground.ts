import type { TimelineEvent } from '@playhead/protocol'
import type { RecordingContext } from '../recording.ts'
import { hashSecret } from './hash-secret.ts'
import { toTexts } from '../to-texts.ts'
import type { Session } from './session.ts'

export interface Ground {
  /** Says on what ground a session is recorded, and what proves that somebody may have it erased. */
  tell(session: Session): void
  /** @returns when it has been said. */
  settle(): Promise<void>
}

/**
 * @param eraseHash of the first session's secret, as the server is told: known by now, since the page may be left at once.
 * @param isCurrent whether it is still this session that is recorded.
 */
export function createGround(
  { session: { secret }, clock, consent }: Pick<RecordingContext, 'session' | 'clock' | 'consent'>,
  eraseHash: string,
  say: (event: TimelineEvent) => void,
  isCurrent: (session: Session) => boolean,
  onFailure: (cause: unknown) => void,
): Ground {
  let proof = { secret, eraseHash }
  let telling: Promise<void> | undefined

  return {
    tell(session) {
      const { secret } = session
      const { details, ...basis } = consent()
      const ground = {
        ...toTexts(details ?? {}),
        ...basis,
        type: 'consent',
        at: clock.now(),
      } as const
      if (secret === proof.secret) return say({ ...ground, eraseHash: proof.eraseHash })
      const prove = async (): Promise<void> => {
        proof = { secret, eraseHash: await hashSecret(secret) }
        if (isCurrent(session)) say({ ...ground, eraseHash: proof.eraseHash })
      }
      telling = prove().catch(onFailure)
    },
    settle: async () => telling,
  }
}
