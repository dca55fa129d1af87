/** How a canary was written where it was found. */
export type CanaryEncoding = 'plain' | 'url' | 'json' | 'html' | 'base64' | 'hex' | 'reversed'

export interface CanaryHit {
  canary: string
  encoding: CanaryEncoding
  /** Where it begins in the text. */
  index: number
  /** How many characters of the text it takes. */
  length: number
}

interface Variant {
  canary: string
  encoding: CanaryEncoding
  text: string
}

/** A variant is looked up by so many characters; a canary must not be shorter. */
const keyLength = 6

/**
 * Looks for many canaries at once, each as it is, in capitals or not, URL-encoded, JSON-escaped,
 * HTML-escaped, in base64 at any offset, in hexadecimal, and reversed.
 *
 * @param canaries of at least 6 characters each.
 * @returns a search that goes over a text once, however many canaries there are.
 * @throws {RangeError} on a canary that is too short to be told from chance.
 * @example
 * createCanarySearch(['zqcanary'])('?name=ZQCANARY') // [{ canary: 'zqcanary', encoding: 'plain', … }]
 */
export function createCanarySearch(canaries: Iterable<string>): (text: string) => CanaryHit[] {
  const anyCase = new Map<string, Variant[]>()
  const exact = new Map<string, Variant[]>()
  for (const canary of canaries) {
    if (canary.length < keyLength) {
      throw new RangeError(`The canary "${canary}" has fewer than ${keyLength} characters.`)
    }
    for (const variant of variantsOf(canary)) {
      const isExact = variant.encoding === 'base64'
      const text = isExact ? variant.text : variant.text.toLowerCase()
      add(isExact ? exact : anyCase, { ...variant, text })
    }
  }
  return (text) => {
    const hits = [...search(text, exact), ...search(text.toLowerCase(), anyCase)]
    return hits.sort((one, other) => one.index - other.index)
  }
}

function add(index: Map<string, Variant[]>, variant: Variant): void {
  const key = variant.text.slice(0, keyLength)
  const known = index.get(key)
  if (known) known.push(variant)
  else index.set(key, [variant])
}

function search(text: string, index: ReadonlyMap<string, Variant[]>): CanaryHit[] {
  const hits: CanaryHit[] = []
  if (index.size === 0) return hits
  for (let at = 0; at + keyLength <= text.length; at++) {
    for (const variant of index.get(text.slice(at, at + keyLength)) ?? []) {
      const { canary, encoding } = variant
      if (text.startsWith(variant.text, at)) {
        hits.push({ canary, encoding, index: at, length: variant.text.length })
      }
    }
  }
  return hits
}

/** Those that differ; what an encoding leaves as it is counts as plain. */
function variantsOf(canary: string): Variant[] {
  const bytes = Buffer.from(canary)
  const written: [CanaryEncoding, string][] = [
    ['plain', canary],
    ['url', encodeURIComponent(canary)],
    ['url', encodeURIComponent(canary).replaceAll('%20', '+')],
    ['url', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['json', JSON.stringify(canary).slice(1, -1)],
    ['json', escapeUnits(canary, /[^ -~]|["\\]/g)],
    ['json', escapeUnits(canary, /[^]/g)],
    ['html', escapeHtml(canary)],
    ['hex', bytes.toString('hex')],
    ['reversed', [...canary].reverse().join('')],
    ...[0, 1, 2].flatMap((offset): [CanaryEncoding, string][] => {
      const text = base64At(bytes, offset)
      return [
        ['base64', text],
        ['base64', text.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    }),
  ]
  const distinct = new Map<string, Variant>()
  for (const [encoding, text] of written) {
    if (text.length >= keyLength && !distinct.has(text)) {
      distinct.set(text, { canary, encoding, text })
    }
  }
  return [...distinct.values()]
}

function escapeUnits(text: string, which: RegExp): string {
  return text.replace(which, (unit) =>
    unit
      .split('')
      .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** As it stands inside a longer text: without the letters that depend on what is before and after it. */
function base64At(bytes: Buffer, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
  const first = Math.ceil((offset * 8) / 6)
  const whole = Math.floor((padded.length * 8) / 6)
  return padded.toString('base64').slice(first, whole)
}
