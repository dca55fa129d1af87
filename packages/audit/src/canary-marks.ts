/** How every canary of one audit begins, so that each is known before it is planted. */
export interface CanaryMarks {
  word: string
  number: string
  date: string
  code: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'

export function drawMarks(): CanaryMarks {
  return {
    word: `zq${pick(letters, 6)}`,
    number: `7${pick(digits, 5)}`,
    date: `18${pick('345678', 1)}${pick(digits, 1)}-0`,
    code: mixed(3),
  }
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

/** A day in the life of nobody who visits a page. @param index tells one from the other, up to 252. */
export function drawDate({ date }: CanaryMarks, index: number): string {
  const month = 1 + (Math.floor(index / 28) % 9)
  const day = 1 + (index % 28)
  return `${date}${month}-${String(day).padStart(2, '0')}`
}

/** A short id, such as those of rows and links. */
export function drawCode({ code }: CanaryMarks): string {
  return code + mixed(2)
}

/** Letters and digits in turn: neither a word nor a number. */
function mixed(pairs: number): string {
  return Array.from({ length: pairs }, () => pick(letters, 1) + pick(digits, 1)).join('')
}

function pick(from: string, count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count))
  return Array.from(bytes, (byte) => from[byte % from.length]).join('')
}
