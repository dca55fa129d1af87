import { ReplayError } from '../replay-error.ts'
import { readBody } from './read-body.ts'

/** A form or a dialog fits; a recording does not. */
const maxJsonBytes = 16_384

/**
 * The fields of a JSON object.
 *
 * @param wanted the media type it has to come as. Default `application/json`, which no form of another
 *   site can send.
 * @throws {ReplayError} `unsupported_media_type`, `invalid_json` or as `readBody`.
 */
export async function readJson(
  request: Request,
  wanted = 'application/json',
): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== wanted) {
    throw new ReplayError('unsupported_media_type', `Send this as ${wanted}.`)
  }
  const bytes = await readBody(request, maxJsonBytes)
  const value = parse(new TextDecoder().decode(bytes))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new ReplayError('invalid_json', 'Send a JSON object.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ReplayError('invalid_json', 'The body is not JSON.', { cause })
  }
}
