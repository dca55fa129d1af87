import { ReplayError } from '../replay-error.ts'
import type { Access, Authorize, Right } from './access.ts'
import { allowLoopback } from './allow-loopback.ts'

/**
 * Lets a request pass only if `authorize` grants `right`; whatever goes wrong on the way denies.
 *
 * @throws {ReplayError} `not_authorized`, `right_missing`, `authorize_missing` or `authorize_failed`.
 */
export async function requireRight(
  request: Request,
  right: Right,
  authorize: Authorize | undefined,
): Promise<Access> {
  const access = await requireAccess(request, authorize)
  if (access.can.includes(right)) return access
  throw new ReplayError(
    'right_missing',
    `This needs the right '${right}', which your access does not include. Whoever runs this application grants it in authorize().`,
  )
}

/**
 * Lets a request pass if it comes from somebody, whatever their rights: enough for the viewer's own
 * files, which hold nothing recorded.
 *
 * @throws {ReplayError} as `requireRight`, save `right_missing`.
 */
export async function requireAccess(
  request: Request,
  authorize: Authorize | undefined,
): Promise<Access> {
  return authorize ? ask(authorize, request) : withoutAuthorize(request)
}

async function ask(authorize: Authorize, request: Request): Promise<Access> {
  const answer: unknown = await callAuthorize(authorize, request)
  if (answer === null) {
    throw new ReplayError(
      'not_authorized',
      'You are not let in here. Sign in to the application with an account that may watch recordings; authorize() in createReplayServer decides which.',
    )
  }
  if (isAccess(answer)) return answer
  throw new ReplayError(
    'authorize_failed',
    'authorize() answered neither null nor { actor, can }, so nobody is let in.',
  )
}

async function callAuthorize(authorize: Authorize, request: Request): Promise<unknown> {
  try {
    return await authorize(request)
  } catch (cause) {
    throw new ReplayError('authorize_failed', 'authorize() threw, so nobody is let in.', { cause })
  }
}

function isAccess(value: unknown): value is Access {
  return (
    typeof value === 'object' &&
    value !== null &&
    'actor' in value &&
    typeof value.actor === 'string' &&
    'can' in value &&
    Array.isArray(value.can)
  )
}

function withoutAuthorize(request: Request): Access {
  if (process.env['NODE_ENV'] === 'production') {
    throw new ReplayError(
      'authorize_missing',
      "Recordings are closed in production until you say who may watch them. Give createReplayServer an authorize, such as: authorize: async (request) => (await isStaff(request)) ? { actor: 'ana@example.com', can: ['list', 'watch'] } : null",
    )
  }
  const access = allowLoopback(request)
  if (access) return access
  throw new ReplayError(
    'authorize_missing',
    'Without authorize, recordings are shown on this machine only: open http://localhost, or give createReplayServer an authorize that returns { actor, can } or null.',
  )
}
