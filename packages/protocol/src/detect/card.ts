import { isLuhn, remainder } from './checksums.ts'
import type { Detector } from './find.ts'

/**
 * Digits in groups. Between two groups: spaces of any width, a dash, a dot, a slash; three at most.
 * A date or an amount may stand beside the number, so the groups are looked at one by one.
 */
const groups = /\d(?:[\s\u200b\u2010-\u2015\-._/·]{0,3}\d){12,60}/g

/** Countries by the length of their IBAN (SWIFT, IBAN registry). */
const ibanCountries: readonly (readonly [length: number, countries: string])[] = [
  [15, 'NO'],
  [16, 'BE'],
  [18, 'DK|FI|FO|GL|NL'],
  [19, 'MK|SI'],
  [20, 'AT|BA|EE|KZ|LT|LU|XK'],
  [21, 'CH|HR|LI|LV'],
  [22, 'BG|BH|CR|DE|GB|GE|IE|ME|RS|VA'],
  [23, 'AE|GI|IL|IQ|TL'],
  [24, 'AD|CZ|ES|MD|PK|RO|SA|SE|SK|TN|VG'],
  [25, 'LY|PT|ST'],
  [26, 'IS|TR'],
  [27, 'FR|GR|IT|MC|MR|SM'],
  [28, 'AL|AZ|BY|CY|DO|GT|HU|LB|PL|SV'],
  [29, 'BR|EG|PS|QA|UA'],
  [30, 'JO|KW|MU'],
  [31, 'MT|SC'],
]

/** Two letters, two check digits (ISO 13616), then as many letters and digits as the country has. */
const iban = new RegExp(
  `(?<![A-Z\\d])(?:${ibanCountries
    .map(
      ([length, countries]) =>
        `(?:${countries})\\d\\d(?:[ \u00a0-]?[A-Z\\d]){${length - 4}}(?![A-Z\\d])`,
    )
    .join('|')})`,
  'gi',
)

export const cardDetectors: readonly Detector[] = [
  { name: 'iban', pattern: iban, isReal: isIban },
  { name: 'card', pattern: groups, parts: cardNumbersIn },
  {
    name: 'cvv',
    pattern:
      /\b(?:cvv2?|cvc2?|csc|cid|(?:card )?security code|card code|prüfziffer)\b["']?\s{0,3}[:=#]?\s{0,3}["']?(\d{3,4})(?!\d)/gi,
  },
]

/** Runs of whole groups that are a card number, from the left; the longest first. */
function cardNumbersIn(text: string): (readonly [number, number])[] {
  const runs = [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, index }))
  const found: (readonly [number, number])[] = []
  for (let first = 0; first < runs.length; first++) {
    let digits = ''
    let taken: number | null = null
    for (let last = first; last < runs.length; last++) {
      digits += runs[last]?.digits ?? ''
      if (digits.length > 19) break
      if (isCardNumber(digits)) taken = last
    }
    const start = runs[first]
    const end = taken === null ? undefined : runs[taken]
    if (taken === null || !start || !end) continue
    found.push([start.index, end.index + end.digits.length])
    first = taken
  }
  return found
}

/**
 * The schemes' number ranges (ISO/IEC 7812) and Luhn's check together: times in ms or µs begin with 1,
 * and nine of ten order numbers fail the check.
 */
function isCardNumber(digits: string): boolean {
  const { length } = digits
  if (length < 13 || length > 19 || !/^(?:2[2-7]|[3-6])/.test(digits)) return false
  if (length === 13 && !digits.startsWith('4')) return false
  if (length < 16 && !/^(?:3|4|5[0678]|6)/.test(digits)) return false
  return isLuhn(digits)
}

function isIban(text: string): boolean {
  const compact = text.replace(/[^A-Z\d]/gi, '').toUpperCase()
  const rearranged = compact.slice(4) + compact.slice(0, 4)
  // A letter counts as two digits, A as 10 (ISO 7064, MOD 97-10).
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return remainder(digits, 97) === 1
}
