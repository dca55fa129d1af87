/** Fullwidth and Arabic digits as ASCII, each in its place, so that positions hold. */
export function withPlainDigits(text: string): string {
  return text.replace(/[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String(digit.charCodeAt(0) & 15),
  )
}
