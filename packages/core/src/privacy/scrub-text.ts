import type { ScrubUrl } from './scrub-url.ts'

/**
 * Second line for text that is kept because an engineer needs it (console, error messages, stacks):
 * what has the form of a mail address, a card number or a token is taken out, and URLs are scrubbed.
 */
export function scrubText(text: string, scrubUrl: ScrubUrl): string {
  return text
    .replace(/\b(?:https?|wss?):\/\/[^\s"'<>()]+/g, (found) => {
      // A stack writes `url:line:column`.
      const position = /(?::\d+){1,2}$/.exec(found)?.[0] ?? ''
      return scrubUrl(found.slice(0, found.length - position.length)) + position
    })
    .replace(/\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g, '[token]')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [token]')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[mail]')
    .replace(/\d(?:[ -]?\d){12,18}/g, (digits) => (isCardNumber(digits) ? '[digits]' : digits))
}

/** Luhn's check (ISO/IEC 7812-1, annex B), so that a time in ms is mostly left alone. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
