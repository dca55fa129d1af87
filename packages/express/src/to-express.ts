import { ReplayError, type ReplayErrorCode, type ReplayServer } from '@playhead/server'
import { Router } from 'express'
import { sendResponse } from './send-response.ts'
import { toRequest } from './to-request.ts'

/**
 * Serves `replay` from an Express 5 application: ingest, query API, viewer and script build.
 *
 * Mount it at `basePath`, before any parser that reads `text/plain` bodies. `express.json()` and
 * `express.urlencoded()` leave those alone and may stand before it.
 *
 * @returns a router. Mounted elsewhere than at `basePath` it answers 500 `invalid_option`; given a body
 *   that a parser has turned into something else, 400 `unreadable_body`. Both say what to change.
 * @example
 * const replay = createReplayServer({ store: sqliteStore({ path: 'replay.db' }), basePath: '/api/replay' })
 * app.use('/api/replay', toExpress(replay))
 */
export function toExpress(replay: ReplayServer): Router {
  const router = Router()
  const tell = tellOnce()
  router.use(async (request, response, next) => {
    // The fetch standard forbids it, so there is no `Request` of it; Express answers 404.
    if (request.method === 'TRACE') return next()
    const left = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) left.abort()
    })
    const answer = await answerWith(() => {
      checkMount(request.baseUrl, replay.basePath)
      return replay.handler(toRequest(request, left.signal))
    }, tell)
    await sendResponse(answer, response, left.signal)
  })
  return router
}

async function answerWith(
  handle: () => Promise<Response>,
  tell: (error: ReplayError) => void,
): Promise<Response> {
  try {
    return await handle()
  } catch (error) {
    // The handler itself never throws: this is the application being put together wrongly.
    if (!(error instanceof ReplayError)) throw error
    tell(error)
    return Response.json(
      { error: { code: error.code, message: error.message } },
      { status: error.status, headers: { 'cache-control': 'no-store' } },
    )
  }
}

function checkMount(mountedAt: string, basePath: string): void {
  // Express matches mount paths in any case by default.
  if (mountedAt.toLowerCase() === basePath.toLowerCase()) return
  throw new ReplayError(
    'invalid_option',
    `toExpress is mounted at "${mountedAt || '/'}" while createReplayServer was given the basePath "${basePath || '/'}": make the two the same.`,
  )
}

/** The recorder keeps quiet in the visitor's page, so a mistake of set-up has to show here, but not per request. */
function tellOnce(): (error: ReplayError) => void {
  const told = new Set<ReplayErrorCode>()
  return ({ code, message }) => {
    if (told.has(code)) return
    told.add(code)
    console.error(`Playhead: ${message}`)
  }
}
