/** How every canary of one audit begins, so that each is known before it is planted. */
export interface CanaryMarks {
  word: string
  number: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'

export function drawMarks(): CanaryMarks {
  return { word: `zq${pick(letters, 6)}`, number: `7${pick(digits, 5)}` }
}

/**
 * A word that no page holds, of letters only: like a name, nothing but a mask hides it from a recording.
 */
export function drawWord({ word }: CanaryMarks): string {
  return word + pick(letters, 8)
}

/** A number like that of a customer or an order. */
export function drawNumber({ number }: CanaryMarks): string {
  return number + pick(digits, 6)
}

function pick(from: string, count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count))
  return Array.from(bytes, (byte) => from[byte % from.length]).join('')
}
