import {
  markers,
  type NetworkOptions,
  parseHeaderNames,
  type PrivacyOptions,
  readHeaders,
} from '@playhead/core'
import { createUrlScrubber, detect, redact, type ScrubUrl } from '@playhead/protocol'
import type { LogRocketHeaders, LogRocketRequest, LogRocketResponse } from './logrocket-shapes.ts'
import { quietly } from './quietly.ts'

/** What `LogRocket.init` takes, as far as it follows from our rules. */
export interface LogRocketPrivacy {
  browser: { urlSanitizer(url: string): string }
  dom: {
    textSanitizer: true
    inputSanitizer: true
    imageSanitizer: true
    redactSelectors: string[]
    hideSelectors: string[]
    hiddenAttributes: string[]
    disablePageTitles: true
  }
  network: {
    requestSanitizer(request: LogRocketRequest): LogRocketRequest | null
    responseSanitizer(response: LogRocketResponse): LogRocketResponse | null
  }
}

/** Attributes that hold words or values. LogRocket has a list of those to hide, none of those to keep. */
const wordyAttributes = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-valuetext',
  'content',
  'data-content',
  'label',
  'placeholder',
  'srcdoc',
  'summary',
  'title',
  'value',
]

/**
 * Holds LogRocket to the rules that hold for our own recordings, where it can be held to them.
 *
 * It has no list of what may be read: what is safe for us by selector stays masked there, until the
 * element itself says `data-public`.
 *
 * @param privacy the option `privacy` of `start`.
 * @param network the option `network` of `start`: which headers and bodies may be recorded.
 * @example
 * LogRocket.init('acme/shop', toLogRocketOptions(privacy, network))
 */
export function toLogRocketOptions(
  privacy: PrivacyOptions = {},
  network: NetworkOptions = {},
): LogRocketPrivacy {
  const { keepQueryParams = [] } = privacy
  const scrubUrl = createUrlScrubber({
    keepQueryParams,
    base: () => (typeof document === 'undefined' ? undefined : document.baseURI),
  })

  return {
    browser: { urlSanitizer: scrubUrl },
    dom: {
      textSanitizer: true,
      inputSanitizer: true,
      imageSanitizer: true,
      redactSelectors: selectors(markers.mask, privacy.maskTextSelector),
      hideSelectors: selectors(markers.block, privacy.blockSelector),
      hiddenAttributes: wordyAttributes,
      disablePageTitles: true,
    },
    // Null leaves the whole request out: what cannot be cleaned is not told.
    network: {
      requestSanitizer: (request) =>
        quietly(() => {
          const { referrer, ...cleaned } = clean('request', request, request.url, network, scrubUrl)
          return { ...cleaned, ...(referrer !== undefined && { referrer: scrubUrl(referrer) }) }
        }),
      responseSanitizer: (response) =>
        quietly(() => clean('response', response, response.url ?? '', network, scrubUrl)),
    },
  }
}

function selectors(ours: string, theirs: string | undefined): string[] {
  return theirs === undefined ? [ours] : [ours, theirs]
}

function clean<Message extends LogRocketRequest | LogRocketResponse>(
  side: 'request' | 'response',
  { body, ...message }: Message,
  url: string,
  network: NetworkOptions,
  scrubUrl: ScrubUrl,
) {
  const text = body === undefined ? null : cleanBody(side, body, url, network, scrubUrl)
  return {
    ...message,
    ...(message.url !== undefined && { url: scrubUrl(url) }),
    headers: pickHeaders(message.headers, network.headers ?? []),
    ...(text !== null && { body: text }),
  }
}

function pickHeaders(headers: LogRocketHeaders, allowed: readonly string[]): LogRocketHeaders {
  const byName = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return readHeaders(parseHeaderNames(allowed), (name) => byName.get(name) ?? null, cleanText) ?? {}
}

function cleanBody(
  side: 'request' | 'response',
  body: string,
  url: string,
  { bodies = [], maxBodyBytes = 10_000, redactBody }: NetworkOptions,
  scrubUrl: ScrubUrl,
): string | null {
  const isAllowed = bodies.some((of) =>
    typeof of === 'string' ? url.includes(of) : matches(of, url),
  )
  if (!isAllowed) return null
  const text = cleanText(body.slice(0, maxBodyBytes))
  return redactBody ? redactBody({ side, url: scrubUrl(url), text }) : text
}

/** An expression with the flag `g` or `y` remembers where it stopped. */
function matches(of: RegExp, url: string): boolean {
  return url.search(of) !== -1
}

function cleanText(text: string): string {
  return redact(text, detect(text))
}
