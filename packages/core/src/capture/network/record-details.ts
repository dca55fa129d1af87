import type { NetworkDetailEvent } from '@playhead/protocol'
import { PlayheadError } from '../../playhead-error.ts'
import { scrubText } from '../../privacy/scrub-text.ts'
import type { CaptureScope } from '../scope.ts'
import { isText } from './is-text.ts'
import type { NetworkOptions, RecordedBody } from './network-options.ts'
import { readBody } from './read-body.ts'
import { parseHeaderNames, readHeaders } from './read-headers.ts'

/** What the application has asked for of requests besides: a part that the others do not load. */
export interface NetworkDetails {
  /** The allowed headers that are there. */
  headers(get: (name: string) => string | null): Record<string, string> | undefined
  /**
   * What reads the bodies of one request; null if they are not to be read.
   * @param url scrubbed.
   */
  bodies(href: string, url: string, tell: (detail: BodyDetail) => void): BodyReader | null
}

export type RecordDetails = (scope: CaptureScope) => NetworkDetails

type BodyDetail = Pick<NetworkDetailEvent, 'requestBody' | 'responseBody'>

interface BodyReader {
  wants(contentType: string | null): boolean
  /** @param body as the application gave it. */
  request(body: unknown): void
  /** @param body text, or a clone of the response. */
  read(side: RecordedBody['side'], body: string | Response): void
}

const defaultBodyBytes = 10_000
const largestBodyBytes = 50_000

export function recordDetails(options: NetworkOptions): RecordDetails {
  const { bodies = [], redactBody = ({ text }: RecordedBody) => text } = options
  const names = parseHeaderNames(options.headers)
  const maxBytes = Math.min(options.maxBodyBytes ?? defaultBodyBytes, largestBodyBytes)

  return ({ policy, report }) => ({
    headers: (get) => readHeaders(names, get, (text) => scrubText(text, policy)),
    bodies(href, url, tell) {
      if (!bodies.some((pattern) => isMatch(pattern, href))) return null

      async function record(side: RecordedBody['side'], body: string | Response): Promise<void> {
        const recorded = await readBody(body, maxBytes)
        if (!recorded) return
        policy.clean(
          (rules) => scrubText(recorded.text, rules),
          (cleaned) => {
            const text = redactBody({ side, url, text: cleaned })
            if (text) tell({ [`${side}Body`]: { text, isCut: recorded.isCut } })
          },
        )
      }

      function read(side: RecordedBody['side'], body: string | Response): void {
        record(side, body).catch((cause: unknown) =>
          report(new PlayheadError('not_recorded', 'A body was left out.', { cause })),
        )
      }

      return {
        read,
        wants: isText,
        request(body) {
          // What can be had without reading a stream.
          if (typeof body === 'string' || body instanceof URLSearchParams) {
            read('request', String(body))
          }
        },
      }
    },
  })
}

function isMatch(pattern: string | RegExp, href: string): boolean {
  return typeof pattern === 'string' ? href.includes(pattern) : href.search(pattern) >= 0
}
