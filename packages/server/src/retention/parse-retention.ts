import type { RetentionEntry } from '@playhead/protocol'
import { toUrlGlob } from '../erasure/glob.ts'
import { ReplayError } from '../replay-error.ts'
import type { StoredSummary } from '../store/replay-store.ts'

/** How long sessions stay. */
export interface RetentionOptions {
  /** For sessions that no rule fits, such as `14d`. Units: `h`, `d`, `w`, `y`. Default: for ever. */
  default?: string
  /** The first one that fits a session counts. */
  rules?: readonly RetentionRule[]
  /** Bytes the store may take. Beyond, the oldest sessions go, however long they might stay. */
  maxBytes?: number
}

export interface RetentionRule {
  /** All that is given must fit. */
  when: {
    /** With errors, or without. */
    errors?: boolean
    /** With a user that `identify` named, or without. */
    identified?: boolean
    /** The first page; `*` stands for anything, and a pattern that begins with `/` is a path. */
    entryUrl?: string
    release?: string
  }
  /** As `default`; or `forever`. */
  keep: string
}

export interface Retention {
  /** How long a session stays after its last event; Infinity for ever. */
  keepMs(session: StoredSummary): number
  /** What no session stays less than. */
  shortestMs: number
  maxBytes: number | null
  /** The rules in their order, the default last. */
  entries: readonly RetentionEntry[]
}

const unitsMs: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
}

/** @throws {ReplayError} `invalid_option` for anything that is not as described. */
export function parseRetention(options: RetentionOptions): Retention {
  checkNames('retention', options, ['default', 'rules', 'maxBytes'])
  const { default: fallback = 'forever', rules = [], maxBytes } = options
  if (!Array.isArray(rules)) throw invalid('retention.rules is a list of { when, keep }.')
  if (maxBytes !== undefined && !(Number.isSafeInteger(maxBytes) && maxBytes > 0)) {
    throw invalid(`retention.maxBytes is ${String(maxBytes)}; give a whole number above 0.`)
  }
  const parsed = rules.map(parseRule)
  const fallbackMs = parseKeep('retention.default', fallback)
  return {
    keepMs: (session) => parsed.find(({ fits }) => fits(session))?.keepMs ?? fallbackMs,
    shortestMs: Math.min(fallbackMs, ...parsed.map(({ keepMs }) => keepMs)),
    maxBytes: maxBytes ?? null,
    entries: [...rules.map(({ when }) => when), {}].map((when, index) => ({
      when: { ...when },
      keepMs: toFinite(parsed[index]?.keepMs ?? fallbackMs),
    })),
  }
}

/** JSON has no Infinity. */
function toFinite(keepMs: number): number | null {
  return keepMs === Infinity ? null : keepMs
}

function parseRule(
  rule: RetentionRule,
  index: number,
): { fits: (session: StoredSummary) => boolean; keepMs: number } {
  const name = `retention.rules[${index}]`
  checkNames(name, rule, ['when', 'keep'])
  checkNames(`${name}.when`, rule.when, ['errors', 'identified', 'entryUrl', 'release'])
  const { errors, identified, entryUrl, release } = rule.when
  checkType(`${name}.when.errors`, errors, 'boolean')
  checkType(`${name}.when.identified`, identified, 'boolean')
  checkType(`${name}.when.entryUrl`, entryUrl, 'string')
  checkType(`${name}.when.release`, release, 'string')
  const isEntry = entryUrl === undefined ? () => true : toUrlGlob(entryUrl)
  return {
    keepMs: parseKeep(`${name}.keep`, rule.keep),
    fits: (session) =>
      (errors === undefined || session.errors > 0 === errors) &&
      (identified === undefined || session.users.length > 0 === identified) &&
      (release === undefined || session.release === release) &&
      isEntry(session.entryUrl ?? ''),
  }
}

function parseKeep(name: string, value: unknown): number {
  if (value === 'forever') return Infinity
  const [, count, unit = ''] =
    (typeof value === 'string' && /^(\d{1,6})([hdwy])$/.exec(value)) || []
  const keepMs = Number(count) * (unitsMs[unit] ?? NaN)
  if (keepMs > 0) return keepMs
  throw invalid(`${name} is ${JSON.stringify(value)}; give a time such as 36h, 14d, 2w or 1y.`)
}

function checkNames(name: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${name} is an object with ${known.join(', ')}.`)
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown === undefined) return
  throw invalid(`${name} has no ${unknown}; there are ${known.join(', ')}.`)
}

function checkType(name: string, value: unknown, type: 'boolean' | 'string'): void {
  if (value === undefined || typeof value === type) return
  throw invalid(`${name} is ${JSON.stringify(value)}; give a ${type}.`)
}

function invalid(message: string): ReplayError {
  return new ReplayError('invalid_option', message)
}
