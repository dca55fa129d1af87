import { isTabId, type OpenedShare, type SessionTimeline, type ShareLink } from '@playhead/protocol'
import type { WatchAudit } from '../audit/watch-audit.ts'
import { createRate } from '../http/create-rate.ts'
import { privateHeaders, respondBytes, respondJson } from '../http/respond.ts'
import type { Answer, PathParameters } from '../http/route.ts'
import { noSegment } from '../query/query-api.ts'
import { toManifest } from '../query/to-manifest.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore, StoredSession } from '../store/replay-store.ts'
import type { StaticRoutes } from '../viewer/serve-static.ts'
import { type Clip, selectOfSession } from './clip.ts'
import { clipSegment } from './clip-segment.ts'
import { clipManifest, clipTimeline } from './clip-session.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { noShares } from './share-api.ts'
import type { ShareLimits } from './share-options.ts'
import { openShareToken } from './share-token.ts'

export interface OpenShareContext {
  store: ReplayStore
  watched: WatchAudit
  limits: ShareLimits
  basePath: string
  files: StaticRoutes
  now?: () => number
}

/** A link that is good, and what it shows. */
interface Opened {
  share: ShareLink
  /** Where everything of the link is, without a slash at its end. */
  base: string
  clip: Clip | null
  stored: StoredSession
}

type ShareAnswer = (
  request: Request,
  parameters: PathParameters,
  opened: Opened,
) => Promise<Response>

/** A viewer asks for a few segments each second; nobody needs to try out tokens. */
const rates = { maxPerKey: 500, maxInAll: 5_000 }
const rateOfWrongTokens = { maxPerKey: 50, maxInAll: 50 }

export interface ShareRoutes {
  /** `share/{token}`: on to the session's page below it. */
  entry: Answer
  page: Answer
  asset: Answer
  about: Answer
  manifest: Answer
  timeline: Answer
  segment: Answer
}

/**
 * What a link opens: the viewer, and one session's manifest, timeline and segments, all below
 * `share/{token}`. The token is the authority; `authorize` is not asked.
 */
export function openShares(context: OpenShareContext): ShareRoutes {
  const { store, watched, limits, basePath, files, now = () => Date.now() } = context
  const isWithinRate = createRate(rates, now)
  const mayBeWrong = createRate(rateOfWrongTokens, now)
  const oneAtATime = createOneAtATime<Uint8Array<ArrayBuffer> | null>()

  async function open(token: string): Promise<Opened> {
    if (!limits) throw noShares()
    if (!isWithinRate(token.slice(0, 100))) throw tooMany()
    const share = await openShareToken(store, token, now()).catch((error: unknown) => {
      throw mayBeWrong('') ? error : tooMany()
    })
    const stored = await store.readSession(share.session)
    if (!stored) {
      throw new ReplayError(
        'share_session_erased',
        'The recording behind this link was deleted, and cannot be brought back.',
      )
    }
    const { from, to } = share
    const clip = from === null || to === null ? null : { from, to }
    return { share, base: `${basePath}/share/${token}`, clip, stored }
  }

  /** @param isNew whether each request is an opening of its own. */
  const answer =
    (respond: ShareAnswer, isNew = false): Answer =>
    async (request, parameters) => {
      const opened = await open(parameters['token'] ?? '')
      const { id, session } = opened.share
      const sight = { actor: 'share link', action: 'open_share', share: id, session } as const
      await watched(sight, { isNew })
      return respond(request, parameters, opened)
    }

  /** Nothing but the link's own session is there. */
  const ofSession = (respond: ShareAnswer): Answer =>
    answer(async (request, parameters, opened) => {
      if (parameters['session'] !== opened.share.session) throw otherSession()
      return respond(request, parameters, opened)
    })

  const readTimeline = async (session: string): Promise<SessionTimeline> =>
    (await store.readTimeline(session)) ?? { events: [] }

  return {
    entry: answer(async (_, __, { share, base }) => {
      const at = share.from === null ? '' : `?at=${Math.round(share.from)}`
      const location = `${base}/sessions/${share.session}${at}`
      return new Response(null, { status: 303, headers: { ...privateHeaders, location } })
    }, true),

    page: ofSession((request, _, { base }) => files.pageAt(request, base)),
    // Files hold nothing recorded, so opening one is no look at the session.
    async asset(request, parameters) {
      const { base } = await open(parameters['token'] ?? '')
      return files.assetAt(request, parameters['*'] ?? '', base)
    },

    about: answer(async (_, __, { share }) => {
      const { session, from, to, expiresAt } = share
      const about: OpenedShare = { session, from, to, expiresAt }
      return respondJson(about)
    }),

    manifest: ofSession(async (_, __, { stored, clip }) => {
      if (!clip) return respondJson(toManifest(stored))
      const timeline = await readTimeline(stored.session.id)
      return respondJson(clipManifest(stored, timeline, clip))
    }),

    timeline: ofSession(async (_, __, { stored, clip }) => {
      const timeline = await readTimeline(stored.session.id)
      if (!clip) return respondJson(timeline)
      return respondJson(clipTimeline(timeline, selectOfSession(stored.segments, clip), clip))
    }),

    segment: ofSession(async (_, { tab, sequence = '' }, { share, stored, clip }) => {
      if (!isTabId(tab) || !/^\d{1,10}$/.test(sequence)) throw noSegment()
      const number = Number(sequence)
      const read = (one: number) => store.readSegment(share.session, tab, one)
      const own = stored.segments.filter((segment) => segment.tab === tab)
      const bytes = clip
        ? await oneAtATime(`${share.id} ${tab} ${number}`, () =>
            clipSegment(number, own, clip, read),
          )
        : await read(number)
      if (!bytes) throw noSegment()
      return respondBytes(bytes, 'application/octet-stream')
    }),
  }
}

function otherSession(): ReplayError {
  return new ReplayError('not_found', 'This link shows another session, and only that one.')
}

function tooMany(): ReplayError {
  return new ReplayError('rate_limited', 'Too many requests in ten seconds. Try again later.')
}
