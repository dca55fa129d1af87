import { ReplayError, toReplayError } from '../replay-error.ts'
import { allowReading, respondOptions } from './cross-origin.ts'
import { respondFailure } from './respond-failure.ts'
import { matchPath, type PathParameters, type Route } from './route.ts'

export interface RouterOptions {
  basePath: string
  allowedOrigins: readonly string[]
  /** Told of failures with status 500 and above. */
  onError: (error: unknown) => void
}

interface Match {
  route: Route
  parameters: PathParameters
}

/** Finds the route of a request and turns whatever it throws into an answer. Never rejects. */
export function createRouter(
  routes: readonly Route[],
  { basePath, allowedOrigins, onError }: RouterOptions,
): (request: Request) => Promise<Response> {
  function find(request: Request): Match[] {
    const path = belowBase(basePath, new URL(request.url).pathname)
    if (path === null) return []
    return routes.flatMap((route) => {
      const parameters = matchPath(route.path, path)
      return parameters ? [{ route, parameters }] : []
    })
  }

  async function dispatch(request: Request, matches: readonly Match[]): Promise<Response> {
    if (matches.length === 0) throw notFound(basePath)
    const isShared = matches.some(({ route }) => route.isShared)
    const methods = matches.flatMap(({ route }) =>
      route.method === 'GET' ? ['GET', 'HEAD'] : [route.method],
    )
    if (request.method === 'OPTIONS') {
      return respondOptions(request, methods, isShared ? allowedOrigins : [])
    }
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const match = matches.find(({ route }) => route.method === method)
    if (!match) return respondFailure(request, wrongMethod(methods), { allow: methods.join(', ') })
    return match.route.answer(request, match.parameters)
  }

  return async (request) => {
    const matches = find(request)
    const response = await dispatch(request, matches).catch((thrown: unknown) => {
      const error = toReplayError(thrown)
      if (error.status >= 500) onError(error)
      return respondFailure(request, error)
    })
    const isShared = matches.some(({ route }) => route.isShared)
    const readable = isShared ? allowReading(request, response, allowedOrigins) : response
    return request.method === 'HEAD' ? new Response(null, readable) : readable
  }
}

/** What follows the base path, or null if the path is not below it. */
function belowBase(basePath: string, path: string): string | null {
  if (!path.startsWith(basePath)) return null
  const rest = path.slice(basePath.length)
  return rest === '' || rest.startsWith('/') ? rest : null
}

function notFound(basePath: string): ReplayError {
  return new ReplayError(
    'not_found',
    `There is nothing at this address. The viewer is at ${basePath || '/'}; if that is not where the handler is mounted, correct basePath in createReplayServer.`,
  )
}

function wrongMethod(methods: readonly string[]): ReplayError {
  return new ReplayError('method_not_allowed', `This address takes ${methods.join(', ')} only.`)
}
