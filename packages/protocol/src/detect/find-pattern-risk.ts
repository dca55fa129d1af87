interface Group {
  /** It holds something that is repeated without a bound. */
  repeats: boolean
  /** Where each of its alternatives begins. */
  starts: number[]
}

const quantifier = /[*+?]|\{\d+(?:,\d*)?\}/y
const groupOpening = /\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]*:))?/y
const characterClass = /\[(?:\\.|[^\]\\])*\]/sy

/**
 * Why a pattern may need time that grows with a power of the text's length, or doubles with each
 * character: an unbounded repetition within another, or of alternatives that can begin alike. It knows
 * the usual shapes, not all of them.
 *
 * @returns null if it finds nothing.
 */
export function findPatternRisk({ source }: RegExp): string | null {
  const groups: Group[] = [{ repeats: false, starts: [0] }]
  for (let at = 0; at < source.length;) {
    const inner = groups.at(-1)
    const opening = matchAt(groupOpening, source, at)
    if (opening !== '') {
      at += opening.length
      groups.push({ repeats: false, starts: [at] })
    } else if (source[at] === '|') {
      inner?.starts.push(++at)
    } else if (source[at] === ')' && inner && groups.length > 1) {
      groups.pop()
      at++
      const isUnbounded = isUnboundedAt(source, at)
      if (isUnbounded && inner.repeats) return 'it repeats without a bound what repeats so itself'
      if (isUnbounded && canBeginAlike(source, inner.starts)) {
        return 'it repeats without a bound alternatives that may begin alike'
      }
      const outer = groups.at(-1)
      if (outer && (isUnbounded || inner.repeats)) outer.repeats = true
      at += matchAt(quantifier, source, at).length
    } else {
      at += atomAt(source, at).length
      if (inner && isUnboundedAt(source, at)) inner.repeats = true
      at += matchAt(quantifier, source, at).length
    }
  }
  return null
}

function isUnboundedAt(source: string, at: number): boolean {
  return /^(?:[*+]|\{\d+,\})$/.test(matchAt(quantifier, source, at))
}

/** Of single characters it is known; of anything else it is feared. */
function canBeginAlike(source: string, starts: readonly number[]): boolean {
  if (starts.length < 2) return false
  const firsts = starts.map((start) => atomAt(source, start))
  const isKnown = firsts.every((atom) => /^(?:[^\\[(.|)]|\\\W)$/.test(atom))
  return !isKnown || new Set(firsts).size < firsts.length
}

/** A character, an escape or a class. */
function atomAt(source: string, at: number): string {
  if (source[at] === '\\') return source.slice(at, at + 2)
  return matchAt(characterClass, source, at) || source.slice(at, at + 1)
}

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? ''
}
