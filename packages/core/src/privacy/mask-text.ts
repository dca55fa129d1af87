/**
 * Text whose shape stays and whose letters go: whitespace is kept, each word becomes a run of `x`.
 * Lengths are rounded (1 to 3 letters give 3, 4 or 5 give 5, then multiples of 4), so that a name or
 * a balance cannot be told from its length; the layout still holds. Masking twice changes nothing.
 */
export function maskText(text: string): string {
  // Half of a page's texts are the spaces between its elements.
  if (!/\S/.test(text)) return text
  return text.replace(/\S+/gu, (word) => 'x'.repeat(roundedLength(word.length)))
}

function roundedLength(length: number): number {
  if (length <= 3) return 3
  if (length <= 5) return 5
  return Math.ceil(length / 4) * 4
}

/** What stands for every value a person enters: of one length, whatever the value's. */
export const maskedValue = '•••••'

/** Tells only whether there is a value. */
export function maskValue(value: string): string {
  return value === '' ? '' : maskedValue
}
