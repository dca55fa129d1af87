import {
  markers,
  type NetworkOptions,
  parseHeaderNames,
  type PrivacyOptions,
  readHeaders,
} from '@playhead/core'
import type { ScrubUrl } from '@playhead/protocol'
import { createUrlScrubber } from '@playhead/protocol/recording'
import { createTextCleaner } from './clean-text.ts'
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
  const { keepQueryParams = [], detectors = [] } = privacy
  const withoutValues = createUrlScrubber({
    keepQueryParams,
    base: () => (typeof document === 'undefined' ? undefined : document.baseURI),
  })
  const { takeOut, takeOutOwn } = createTextCleaner(detectors)
  const scrubUrl: ScrubUrl = (url) => takeOutOwn(withoutValues(url))
  const rules: Rules = { network, scrubUrl, takeOut }

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
          const { referrer, ...cleaned } = clean('request', request, request.url, rules)
          return { ...cleaned, ...(referrer !== undefined && { referrer: scrubUrl(referrer) }) }
        }),
      responseSanitizer: (response) =>
        quietly(() => clean('response', response, response.url ?? '', rules)),
    },
  }
}

interface Rules {
  network: NetworkOptions
  scrubUrl: ScrubUrl
  takeOut(text: string): string
}

function selectors(ours: string, theirs: string | undefined): string[] {
  return theirs === undefined ? [ours] : [ours, theirs]
}

function clean<Message extends LogRocketRequest | LogRocketResponse>(
  side: 'request' | 'response',
  { body, ...message }: Message,
  url: string,
  rules: Rules,
) {
  const text = body === undefined ? null : cleanBody(side, body, url, rules)
  return {
    ...message,
    ...(message.url !== undefined && { url: rules.scrubUrl(url) }),
    headers: pickHeaders(message.headers, rules),
    ...(text !== null && { body: text }),
  }
}

function pickHeaders(headers: LogRocketHeaders, { network, takeOut }: Rules): LogRocketHeaders {
  const allowed = parseHeaderNames(network.headers ?? [])
  const byName = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return readHeaders(allowed, (name) => byName.get(name) ?? null, takeOut) ?? {}
}

function cleanBody(
  side: 'request' | 'response',
  body: string,
  url: string,
  { network, scrubUrl, takeOut }: Rules,
): string | null {
  const { bodies = [], maxBodyBytes = 10_000, redactBody } = network
  const isAllowed = bodies.some((of) =>
    typeof of === 'string' ? url.includes(of) : matches(of, url),
  )
  if (!isAllowed) return null
  const text = takeOut(body.slice(0, maxBodyBytes))
  return redactBody ? redactBody({ side, url: scrubUrl(url), text }) : text
}

/** An expression with the flag `g` or `y` remembers where it stopped. */
function matches(of: RegExp, url: string): boolean {
  return url.search(of) !== -1
}
