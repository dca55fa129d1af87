import { PlayerError } from '@playhead/player'

/** What a call of the player's package has rejected with. Anything else is a defect of the viewer. */
export function toPlayerError(thrown: unknown): PlayerError {
  if (thrown instanceof PlayerError) return thrown
  const why = thrown instanceof Error ? thrown.message : String(thrown)
  return new PlayerError('invalid_answer', why, { cause: thrown })
}
