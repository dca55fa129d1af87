import { PlayheadConfigError } from './playhead-error.ts'
import { defaultLimits, type ReplayLimits, type ReplayOptions } from './replay-options.ts'

/** Rates; and what is kept back for that long, ms, must fit into the buffer. */
const largest = { session: 1, onError: 1, minDurationMs: 600_000 }

/**
 * Checks the options and fills in the limits.
 * @throws {PlayheadConfigError} `invalid_endpoint` or `invalid_option`.
 */
export function parseOptions(options: ReplayOptions): ReplayLimits {
  const { sampling = {}, consent, release, privacy } = options
  for (const name of ['session', 'onError', 'minDurationMs'] as const) {
    const most = largest[name]
    const value = sampling[name] ?? 0
    if (!(value >= 0 && value <= most)) {
      throw invalid(`sampling.${name}`, value, `a number from 0 to ${most}`)
    }
  }
  // A misspelt wish for consent must not count as none.
  if (consent !== undefined && consent !== 'required' && consent !== 'not-required') {
    throw invalid('consent', consent, '"required" or "not-required"')
  }
  if (release !== undefined && new TextEncoder().encode(release).length > 255) {
    throw invalid('release', release, 'at most 255 bytes')
  }
  for (const name of ['safeSelector', 'maskTextSelector', 'blockSelector'] as const) {
    const selector = privacy?.[name]
    if (selector !== undefined && !isSelector(selector)) {
      throw invalid(`privacy.${name}`, selector, 'a CSS selector')
    }
  }
  for (const [signal, thresholds] of Object.entries(options.frustration || {})) {
    expectAboveZero(`frustration.${signal}`, thresholds || {})
  }
  const limits = { ...defaultLimits, ...options.limits }
  expectAboveZero('limits', limits)
  return limits
}

function expectAboveZero(group: string, values: object): void {
  for (const [name, value] of Object.entries<unknown>({ ...values })) {
    if (!(Number(value) > 0)) throw invalid(`${group}.${name}`, value, 'a number above 0')
  }
}

/**
 * Where the handler is, absolute and without a slash at its end.
 * @throws {PlayheadConfigError} `invalid_endpoint`.
 */
export function parseEndpoint(endpoint: string, origin: string): string {
  if (/^(?:\/(?!\/)|https?:\/\/)[^?#\s]*$/.test(endpoint)) {
    try {
      const url = new URL(endpoint, origin)
      if (!url.username && !url.password) return url.href.replace(/\/+$/, '')
    } catch {
      // Refused below.
    }
  }
  throw new PlayheadConfigError(
    'invalid_endpoint',
    `The endpoint is ${JSON.stringify(endpoint)}. Give a path, /api/replay, or an http(s) URL.`,
  )
}

/** A selector that cannot be parsed would fail on every element, and nothing would be recorded. */
function isSelector(selector: string): boolean {
  if (typeof document === 'undefined') return true
  try {
    document.createDocumentFragment().querySelector(selector)
    return selector.trim() !== ''
  } catch {
    return false
  }
}

function invalid(name: string, value: unknown, wanted: string): PlayheadConfigError {
  return new PlayheadConfigError(
    'invalid_option',
    `The option ${name} is ${JSON.stringify(value)}; it must be ${wanted}.`,
  )
}
