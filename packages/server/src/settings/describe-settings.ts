import { createHash } from 'node:crypto'
import type { Detector } from '@playhead/protocol'
import { allowLoopback } from '../access/allow-loopback.ts'
import type { RequirePolicy } from '../ingest/require-policy.ts'
import type { ReplayServerOptions } from '../replay-server-options.ts'
import { parseShareOptions } from '../shares/share-options.ts'

/** What a server runs with, by the names of its options: for the audit log, so no secrets. */
export type Settings = Readonly<Record<string, string>>

const maxLength = 500

/**
 * What decides over recordings. Of what is a function only that it is given can be told, of the
 * token only that there is one, and of a detector its name and a hash of its pattern.
 */
export function describeSettings(options: ReplayServerOptions): Settings {
  const { retention = {}, limits = {} } = options
  const all = {
    profiles: toList(options.profiles),
    authorize: describeAuthorize(options.authorize),
    requirePolicy: describePolicy(options.requirePolicy),
    'retention.default': retention.default ?? 'forever',
    'retention.rules': toList(retention.rules?.map((rule) => JSON.stringify(rule))),
    'retention.maxBytes': String(retention.maxBytes ?? 'none'),
    shares: describeShares(options.shares),
    detectors: toList(options.detectors?.map(describeDetector)),
    accept: isGiven(options.accept),
    ingestToken: isGiven(options.ingestToken),
    allowedOrigins: toList(options.allowedOrigins),
    assetOrigins: toList(options.assetOrigins),
    limits: toList(Object.entries(limits).map(([name, value]) => `${name} ${value}`)),
  }
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, shorten(value)]))
}

function describeAuthorize(authorize: ReplayServerOptions['authorize']): string {
  return authorize === allowLoopback ? 'allowLoopback' : isGiven(authorize)
}

function describePolicy(required: RequirePolicy | undefined): string {
  return typeof required === 'function' ? 'a function' : toList(required?.toSorted())
}

function describeShares(shares: ReplayServerOptions['shares']): string {
  const limits = parseShareOptions(shares)
  return limits ? `${limits.defaultDays} days, at most ${limits.maxDays}` : 'none'
}

function describeDetector({ name, pattern }: Detector): string {
  const hash = createHash('sha256').update(`${pattern.source}/${pattern.flags}`).digest('hex')
  return `${name} (${hash.slice(0, 8)})`
}

function isGiven(value: unknown): string {
  return value === undefined ? 'none' : 'given'
}

function toList(values: readonly string[] | undefined): string {
  return values === undefined || values.length === 0 ? 'none' : values.join(', ')
}

/** The end is told by its hash, so that another end is another text. */
function shorten(text: string): string {
  if (text.length <= maxLength) return text
  const hash = createHash('sha256').update(text).digest('hex')
  return `${text.slice(0, maxLength)}… (${hash.slice(0, 8)})`
}
