/**
 * Whether a session is among those recorded. It follows from the id, whose bits are random, so every
 * tab and every page of a session decides alike, and raising the rate keeps those drawn before.
 *
 * @param rate the share of sessions, 0 to 1.
 */
export function isSampled(sessionId: string, rate: number): boolean {
  return Number.parseInt(sessionId.slice(0, 8), 16) < rate * 2 ** 32
}

/** As `isSampled`, from other bits: the two draws have nothing to do with each other. */
export function isSampledOnError(sessionId: string, rate: number): boolean {
  return isSampled(sessionId.slice(8), rate)
}
