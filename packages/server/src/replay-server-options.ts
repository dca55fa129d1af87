import type { Detector } from '@playhead/protocol'
import type { Authorize } from './access/access.ts'
import type { Accept } from './ingest/accept.ts'
import type { RequirePolicy } from './ingest/require-policy.ts'
import type { OnSegment } from './ingest/on-segment.ts'
import type { Audit } from './audit/audit.ts'
import type { ServerProfile } from './profiles.ts'
import type { RetentionOptions } from './retention/parse-retention.ts'
import type { ServerLimits } from './server-limits.ts'
import type { RecordedEvent } from './server-events/create-recorder.ts'
import type { HeaderSource, RequestContext } from './server-events/request-context.ts'
import type { ServerEventDetails } from './server-events/to-server-event.ts'
import type { ShareOptions } from './shares/share-options.ts'
import type { ReplayStore } from './store/replay-store.ts'

export interface ReplayServerOptions {
  /** Where sessions live: `sqliteStore({ path })` or `memoryStore()`. */
  store: ReplayStore
  /** Path under which the handler is mounted, such as `/api/replay`; `/` for a host of its own. */
  basePath: string
  /**
   * Who may list, watch, annotate, share, export, erase and configure. Without it only requests addressed to this machine are let in,
   * and nobody is in production (`NODE_ENV=production`).
   */
  authorize?: Authorize
  /** Origins besides the handler's own that may send segments, such as `https://shop.example`. */
  allowedOrigins?: readonly string[]
  /**
   * Origins besides the handler's own from which a replayed page may load images, fonts, media and
   * stylesheets, such as `https://cdn.shop.example`. Default none: a recording then tells nobody that
   * it is being watched, and a tracking pixel in it stays dark.
   */
  assetOrigins?: readonly string[]
  /**
   * Asked for every segment before it is stored. False stops the recording of that session for good: the
   * answer is 410, and the recorder remembers it. Default: every segment is taken.
   * @example
   * accept: ({ release }) => release !== '1.2.2-broken'
   */
  accept?: Accept
  /** Where people open the viewer, such as `https://shop.example`: makes links to recordings absolute. */
  publicOrigin?: string
  /** What this server is called on timelines. Default `server`. */
  service?: string
  /**
   * The secret with which other services post to `events`, at least 16 characters. Without it nobody
   * may.
   */
  ingestToken?: string
  /**
   * The privacy policies in force, by their hashes: `[policyHash(privacy)]` with the function of
   * `@playhead/core/policy`, or a function that is asked for each segment. What was recorded under
   * another one is refused with 412 `policy_refused`, and the page's recorder stops, until the page is loaded anew. Default: every one is taken.
   */
  requirePolicy?: RequirePolicy
  /**
   * More that the second line takes out of what arrives, such as customer numbers, each by its name:
   * `{ name: 'customer', pattern: /\bKD-\d{8}\b/g }`. Patterns must run in linear time.
   */
  detectors?: readonly Detector[]
  /**
   * Told of every segment once it is on disk, to pass events on to other tools. The answer does not wait
   * for it. A segment that a recorder sends twice is told twice: what is passed on needs an id that stays
   * the same. What it throws goes to `onError`.
   */
  onSegment?: OnSegment
  /** Bounds of one segment and one session; what is left out keeps its default. */
  limits?: Partial<ServerLimits>
  /** The profiles that `withServerProfile` has laid over these options, for the audit log. */
  profiles?: readonly ServerProfile[]
  /**
   * How long sessions stay, and how much they may take. Without it they stay until somebody erases
   * them. A sweeper of the server's own enforces it, also at the start.
   */
  retention?: RetentionOptions
  /** Links that let whoever holds one watch one session: how long they open. False for none. */
  shares?: ShareOptions | false
  /**
   * Told of each entry of the audit log, before what it tells of is done. If it rejects, so does the
   * request.
   */
  onAudit?: Audit
  /** Told of every failure that is the server's own (status 500 and above). Default: `console.error`. */
  onError?: (error: unknown) => void
}

export interface ReplayServer {
  /** Without a slash at its end; empty when mounted at the root. */
  readonly basePath: string
  /**
   * Answers every request below `basePath`. Never throws and never rejects: what fails becomes a JSON
   * error with a fitting status.
   */
  handler(request: Request): Promise<Response>
  /**
   * Which recording a request comes from: a `Request`, Node's request, or headers of either. null if it
   * names none. What it names is the sender's word: it links, and never authorises.
   */
  contextFrom(source: HeaderSource): RequestContext | null
  /**
   * Puts what happened on this server on the recording's timeline. Never rejects.
   *
   * @param context from `contextFrom`; null if only `details.digest` will tell whom it concerns.
   * @returns what became of it; `failed` has been told to `onError`.
   */
  recordEvent(
    details: ServerEventDetails,
    context: Pick<RequestContext, 'sessionId'> | null,
  ): Promise<RecordedEvent | 'failed'>
  /** Waits for the requests under way, then closes the store. */
  close(): Promise<void>
}
