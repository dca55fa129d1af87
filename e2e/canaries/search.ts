/** Shorter pieces of a canary turn up by chance. */
const pieceLength = 8
const encodedLength = 12

/** Everything that was sent or stored, as one may read it. */
export interface Haystack {
  /** Bytes as they are on the wire or on disk. */
  addBytes(bytes: Uint8Array): void
  /** What they hold, once decoded. */
  addValue(value: unknown): void
  /** Which of the canaries, by name, are in it in any writing, and where. */
  find(canaries: ReadonlyMap<string, string>): string[]
}

export function createHaystack(): Haystack {
  const raw: string[] = []
  const read: string[] = []
  return {
    addBytes: (bytes) => void raw.push(Buffer.from(bytes).toString('latin1')),
    addValue(value) {
      raw.push(JSON.stringify(value))
      read.push(...unescape(textsOf(value).join('\n')))
      read.push(onlyLettersAndDigits(nodeTextsOf(value).join('')))
    },
    find(canaries) {
      const names = new Set<string>()
      const lowered = [...read, ...raw].map((text) => text.toLowerCase())
      findPieces(lowered, toPieces(canaries, openForms, pieceLength), pieceLength, names)
      findPieces(raw, toPieces(canaries, encodedForms, encodedLength), encodedLength, names)
      return [...names].toSorted()
    },
  }
}

/** Each text in a value, keys included, in order. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)])
}

/** The texts of nodes alone: what is split across them reads on from one to the next. */
function nodeTextsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(nodeTextsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'textContent' && typeof inner === 'string' ? [inner] : nodeTextsOf(inner),
  )
}

/** Percent signs, entities and escapes, once and twice. */
function unescape(text: string): string[] {
  const once = unescapeOnce(text)
  return [text, once, unescapeOnce(once), onlyLettersAndDigits(text), onlyLettersAndDigits(once)]
}

function unescapeOnce(text: string): string {
  const character = (code: string, base: number): string => {
    const point = Number.parseInt(code, base)
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  }
  return text
    .replace(/%([\da-f]{2})/gi, (_, code: string) => character(code, 16))
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => character(code, 16))
    .replace(/&#(\d+);/g, (_, code: string) => character(code, 10))
    .replace(/\\u\{?([\da-f]{4,6})\}?/gi, (_, code: string) => character(code, 16))
    .replace(/\\x([\da-f]{2})/gi, (_, code: string) => character(code, 16))
}

/** Without spaces, marks of no width, and whatever else stands between. */
function onlyLettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/** Every piece of every form of every canary, with the name of its canary. */
function toPieces(
  canaries: ReadonlyMap<string, string>,
  formsOf: (canary: string) => string[],
  length: number,
): Map<string, string> {
  const pieces = new Map<string, string>()
  for (const [name, canary] of canaries) {
    for (const form of formsOf(canary)) {
      for (let at = 0; at + length <= form.length; at++) {
        pieces.set(form.slice(at, at + length), name)
      }
    }
  }
  return pieces
}

/** Looks up what stands at each place of the texts; most are passed over by their first three letters. */
function findPieces(
  texts: readonly string[],
  pieces: ReadonlyMap<string, string>,
  length: number,
  names: Set<string>,
): void {
  const keyAt = (text: string, at: number): number =>
    (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0xffff
  const beginnings = new Uint8Array(0x10000)
  for (const piece of pieces.keys()) beginnings[keyAt(piece, 0)] = 1
  for (const text of texts) {
    for (let at = 0; at + length <= text.length; at++) {
      if (beginnings[keyAt(text, at)] === 0) continue
      const name = pieces.get(text.slice(at, at + length))
      if (name !== undefined) names.add(name)
    }
  }
}

/** Forwards and backwards. */
function openForms(canary: string): string[] {
  const plain = canary.toLowerCase()
  return [plain, plain.replaceAll('-', '')].flatMap((form) => [form, [...form].reverse().join('')])
}

/** Forms in which the case of letters counts, or which no decoding above undoes. */
function encodedForms(canary: string): string[] {
  const cases = [canary, canary.toLowerCase(), canary.toUpperCase()]
  return cases.flatMap((text) => [
    Buffer.from(text).toString('hex'),
    Buffer.from(text, 'utf16le').toString('hex'),
    ...[text, [...text].reverse().join('')].flatMap(base64Inside),
  ])
}

/** Base64 of a text somewhere inside a longer one: three alignments, the ragged ends cut off. */
function base64Inside(text: string): string[] {
  return [0, 1, 2].map((lead) =>
    Buffer.from('\0'.repeat(lead) + text)
      .toString('base64')
      .slice(lead === 0 ? 0 : 4, -4),
  )
}
