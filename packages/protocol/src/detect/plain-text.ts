/** Signs that nobody sees, and digits of other scripts; of those beyond 16 bits the ones for formulas. */
const other = /\p{Cf}|[\u{1d7ce}-\u{1d7ff}]|(?=[\0-\uffff])(?!\d)\p{Nd}/gu

/** A text as detectors read it: without signs of no width, and with ASCII digits. */
export function toPlainText(text: string): string {
  return text.replace(other, digitOf)
}

/** Unicode gives ten digits in a row to each script, from a number that ends in 0, or in 6 in India's. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  if (!/\p{Nd}/u.test(sign)) return ''
  if (code > 0xffff) return String((code - 0x1d7ce) % 10)
  return String((code & 15) - (code > 0x965 && code < 0xe00 ? 6 : 0))
}
