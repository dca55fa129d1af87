import { ReplayError } from './replay-error.ts'

/**
 * Checks that each is an origin as browsers write it, so that comparing texts is enough, and that
 * none can smuggle anything into a header.
 *
 * @throws {ReplayError} `invalid_option`.
 */
export function parseOrigins(option: string, origins: readonly string[] = []): readonly string[] {
  for (const origin of origins) {
    if (!isOrigin(origin)) {
      throw new ReplayError(
        'invalid_option',
        `${option} holds ${JSON.stringify(origin)}; give origins without path or slash at the end, such as 'https://shop.example'.`,
      )
    }
  }
  return [...origins]
}

function isOrigin(text: unknown): boolean {
  if (typeof text !== 'string' || !URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text
}
