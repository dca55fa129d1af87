import type { TimelineEvent } from '@playhead/protocol'
import { readAccess } from './access/access-api.ts'
import { annotate, deleteAnnotation, listAnnotations } from './annotations/annotation-api.ts'
import { requireAccess, requireRight } from './access/require-right.ts'
import type { Right } from './access/access.ts'
import type { KnownAnswer } from './access/known-answer.ts'
import { createAudit } from './audit/audit.ts'
import { beginStore } from './begin-store.ts'
import { readAudit, verifyAudit } from './audit/audit-api.ts'
import { createWatchAudit } from './audit/watch-audit.ts'
import { parseBasePath } from './base-path.ts'
import { eraseByProof } from './erasure/erase-by-proof.ts'
import { eraseSelected, eraseSession, listReceipts, readReceiptKey } from './erasure/erasure-api.ts'
import { exportData } from './export/export-api.ts'
import { liftHold, listHolds, placeHold } from './holds/hold-api.ts'
import { createRouter } from './http/create-router.ts'
import type { Answer, Route } from './http/route.ts'
import { ingest } from './ingest/ingest.ts'
import { createTeller } from './ingest/on-segment.ts'
import { parseDetectors } from './ingest/parse-detectors.ts'
import { checkRequirePolicy } from './ingest/require-policy.ts'
import { parseOrigins } from './parse-origins.ts'
import { listWarnings } from './query/warnings-api.ts'
import { listSessions, readManifest, readSegment, readTimeline } from './query/query-api.ts'
import { ReplayError } from './replay-error.ts'
import type { ReplayServer, ReplayServerOptions } from './replay-server-options.ts'
import { parseRetention } from './retention/parse-retention.ts'
import { readStorage } from './retention/report-storage.ts'
import { startSweeper } from './retention/start-sweeper.ts'
import { resolveLimits } from './server-limits.ts'
import { createShutter } from './shutter.ts'
import { claimDigests } from './server-events/claim-digests.ts'
import { createEventRecorder } from './server-events/create-recorder.ts'
import { receiveEvent } from './server-events/receive-event.ts'
import { openShares } from './shares/open-share.ts'
import { createShare, listShares, revokeShare } from './shares/share-api.ts'
import { parseShareOptions } from './shares/share-options.ts'
import { readRequestContext } from './server-events/request-context.ts'
import { scriptNames, serveStatic } from './viewer/serve-static.ts'

/**
 * Playhead on your own server: takes recordings in, keeps them in `store`, and serves the query API, the
 * viewer and the script build below `basePath`.
 *
 * @throws {ReplayError} `invalid_option`.
 * @example
 * const replay = createReplayServer({
 *   store: sqliteStore({ path: '.playhead/replay.db' }),
 *   basePath: '/api/replay',
 *   authorize: async (request) =>
 *     (await isStaff(request)) ? { actor: 'ana@example.com', can: ['list', 'watch'] } : null,
 * })
 * const response = await replay.handler(request)
 */
export function createReplayServer(options: ReplayServerOptions): ReplayServer {
  const { store, authorize } = options
  const basePath = parseBasePath(options.basePath)
  const limits = resolveLimits(options.limits)
  const allowedOrigins = parseOrigins('allowedOrigins', options.allowedOrigins)
  const assetOrigins = parseOrigins('assetOrigins', options.assetOrigins)
  const retention = parseRetention(options.retention ?? {})
  const audit = createAudit(store, options.onAudit)
  const watched = createWatchAudit(audit)
  const shareLimits = parseShareOptions(options.shares)
  const [publicOrigin = ''] = parseOrigins(
    'publicOrigin',
    options.publicOrigin === undefined ? [] : [options.publicOrigin],
  )
  checkToken(options.ingestToken)
  checkRequirePolicy(options.requirePolicy)
  const record = createEventRecorder(store, limits, options.service ?? 'server')
  const onError = reportTo(options.onError ?? logError)
  const claim = (session: string, timeline: readonly TimelineEvent[]): Promise<void> =>
    claimDigests(store, session, timeline, limits).catch(onError)
  const tell = createTeller(options.onSegment, onError)
  const files = serveStatic({ basePath, assetOrigins })

  const needs =
    (right: Right, answer: KnownAnswer): Answer =>
    async (request, parameters) =>
      answer(request, parameters, await requireRight(request, right, authorize))
  const needsAccess =
    (answer: KnownAnswer): Answer =>
    async (request, parameters) =>
      answer(request, parameters, await requireAccess(request, authorize))

  const watches = (answer: Answer): Answer =>
    needs('watch', async (request, parameters, { actor }) => {
      const { session = '' } = parameters
      const response = await answer(request, parameters)
      // Before anything of it leaves. What is not there is not seen.
      await watched({ actor, action: 'watch', session })
      return response
    })

  const viewer = publicOrigin + basePath
  const sharing = { store, audit, limits: shareLimits, viewer }
  const shares = openShares({ store, watched, limits: shareLimits, basePath, files })
  const session = '/api/sessions/:session'
  const share = '/share/:token'
  const routes: Route[] = [
    // Open to every visitor.
    shared(
      'POST',
      '/segments',
      ingest({
        store,
        limits,
        allowedOrigins,
        accept: options.accept,
        requirePolicy: options.requirePolicy,
        detectors: parseDetectors(options.detectors),
        claim,
        tell,
      }),
    ),
    shared('POST', '/erase', eraseByProof(store, allowedOrigins, audit)),
    ...scriptNames.map((name) => shared('GET', `/${name}`, files.script(name))),
    // For services that know the token.
    { method: 'POST', path: '/events', answer: receiveEvent(record, options.ingestToken) },
    // For those whom `authorize` lets in.
    get('/api/sessions', needs('list', listSessions(store))),
    get(session, watches(readManifest(store))),
    get(`${session}/timeline`, watches(readTimeline(store))),
    get(`${session}/segments/:tab/:sequence`, watches(readSegment(store))),
    get(`${session}/annotations`, watches(listAnnotations(store))),
    post(`${session}/annotations`, needs('annotate', annotate(store, audit))),
    remove(`${session}/annotations/:annotation`, needs('annotate', deleteAnnotation(store, audit))),
    get(`${session}/warnings`, needs('list', listWarnings(store))),
    get('/api/warnings', needs('list', listWarnings(store))),
    get('/api/shares', needs('share', listShares(sharing))),
    post('/api/shares', needs('share', createShare(sharing))),
    remove('/api/shares/:session/:share', needs('share', revokeShare(sharing))),
    get('/api/audit', needs('configure', readAudit(store))),
    get('/api/audit/verification', needs('configure', verifyAudit(store))),
    get('/api/receipts', needs('erase', listReceipts(store))),
    remove(session, needs('erase', eraseSession(store, audit))),
    post('/api/erasures', needs('erase', eraseSelected(store, audit))),
    get('/api/receipt-key', needsAccess(readReceiptKey(store))),
    get('/api/export', needs('export', exportData(store, audit))),
    get('/api/storage', needs('list', readStorage(store, retention))),
    get('/api/holds', needs('configure', listHolds(store))),
    post('/api/holds', needs('configure', placeHold(store, audit))),
    remove('/api/holds/:hold', needs('configure', liftHold(store, audit))),
    get('/api/access', needsAccess(readAccess)),
    get('/', needsAccess(files.page)),
    get('/data', needsAccess(files.page)),
    get('/audit', needsAccess(files.page)),
    get('/sessions/:session', needsAccess(files.page)),
    get('/viewer/*', needsAccess(files.asset)),
    // For those who hold a link.
    get(share, shares.entry),
    get(`${share}/sessions/:session`, shares.page),
    get(`${share}/viewer/*`, shares.asset),
    get(`${share}/api/share`, shares.about),
    get(`${share}${session}`, shares.manifest),
    get(`${share}${session}/timeline`, shares.timeline),
    get(`${share}${session}/segments/:tab/:sequence`, shares.segment),
  ]

  const { pass, shut } = createShutter(createRouter(routes, { basePath, allowedOrigins, onError }))
  const sweeper = startSweeper(store, retention, {
    prepare: () => beginStore(store, options),
    audit,
    onError,
  })
  return {
    basePath,
    handler(request) {
      sweeper.begin()
      return pass(request)
    },
    contextFrom: (source) => readRequestContext(source, viewer),
    async recordEvent(details, context) {
      try {
        return await record(details, context)
      } catch (error) {
        onError(error)
        return 'failed'
      }
    },
    close: () =>
      shut(async () => {
        await sweeper.stop()
        await store.close()
      }),
  }
}

/** A secret that can be tried out is none. */
function checkToken(token: string | undefined): void {
  if (token === undefined || token.length >= 16) return
  throw new ReplayError('invalid_option', 'ingestToken is shorter than 16 characters.')
}

function get(path: string, answer: Answer): Route {
  return { method: 'GET', path, answer }
}

function post(path: string, answer: Answer): Route {
  return { method: 'POST', path, answer }
}

function remove(path: string, answer: Answer): Route {
  return { method: 'DELETE', path, answer }
}

function shared(method: Route['method'], path: string, answer: Answer): Route {
  return { method, path, answer, isShared: true }
}

function logError(error: unknown): void {
  console.error('[playhead]', error)
}

/** A listener that fails must not make the request fail. */
function reportTo(onError: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    try {
      onError(error)
    } catch (thrown) {
      logError(thrown)
    }
  }
}
