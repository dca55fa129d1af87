import { digitsOf, isLuhn, remainder, weightedSum } from './checksums.ts'
import type { Detector } from './find.ts'

const id = (pattern: RegExp, isReal?: (found: string) => boolean): Detector => ({
  name: 'national-id',
  pattern,
  ...(isReal ? { isReal } : {}),
})

/**
 * Numbers that states give to people, in the forms people write them. Where a number is digits only,
 * its checksum must hold, or its name must stand before it, so that order numbers stay readable.
 */
export const nationalIdDetectors: readonly Detector[] = [
  // United States, social security number.
  id(/(?<![\d-])(?!000|666|9)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])/g),
  // United Kingdom, national insurance number.
  id(/\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g),
  // Spain, DNI and NIE.
  id(/\b[XYZ\d]-?\d{7}-?[A-HJ-NP-TV-Z]\b/g, isSpanish),
  // Italy, codice fiscale.
  id(/\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/gi),
  // France, NIR.
  id(/(?<!\d)[12] ?\d{2} ?[01]\d ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\d)/g, isFrench),
  // Portugal and others by name only; Germany's tax id and Poland's PESEL by checksum as well.
  id(/(?<!\d)\d{2} ?\d{3} ?\d{3} ?\d{3}(?!\d)/g, (text) => text.includes(' ') && isGerman(text)),
  // Belgium, national register number.
  id(/(?<!\d)\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?!\d)/g),
  // Switzerland, AHV.
  id(/(?<!\d)756\.?\d{4}\.?\d{4}\.?\d{2}(?!\d)/g, isEan),
  // Sweden and Denmark: a date and four digits.
  id(
    /(?<![\d-])(?:\d{2})?\d{2}(?:0[1-9]|1[0-2])(?:[0-6]\d|7[01]|8\d|9[01])[-+]\d{4}(?![\d-])/g,
    (text) => isLuhn(text.replace(/\D/g, '').slice(-10)),
  ),
  // Finland.
  id(/\b[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b/g),
  // Brazil, CPF: its points and its dash tell it from other numbers.
  id(/(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g),
  // India, Aadhaar (grouped) and PAN.
  id(/(?<![\d-])[2-9]\d{3}[ -]\d{4}[ -]\d{4}(?![ -]?\d)/g),
  id(/\b[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]\b/g),
  // Canada, SIN.
  id(/(?<![\d-])[1-79]\d{2}[ -]\d{3}[ -]\d{3}(?![ -]?\d)/g, isLuhn),
  // China, resident identity number.
  id(/(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dX](?![\dX])/gi, isChinese),
  // South Korea.
  id(/(?<![\d-])\d{2}(?:0[1-9]|1[0-2])[0-3]\d-[1-8]\d{6}(?!\d)/g),
  // Mexico, CURP.
  id(/\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d\b/g),
  // Anything of that kind with its name before it.
  id(
    /\b(?:ssn|social security(?: number)?|tax id|tin|nif|bsn|pesel|nhs(?: number)?|passport(?: (?:no|number))?|id card|driver'?s? licen[cs]e(?: number)?|steuer-?id|personalausweis|cpf|aadhaar)\b[.:#=\s"']{1,4}((?=[A-Z\d -]{0,20}\d)[A-Z\d](?:[ -]?[A-Z\d]){5,17})\b/gi,
  ),
]

function isSpanish(text: string): boolean {
  const compact = text.replaceAll('-', '')
  const number = Number(
    compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))),
  )
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === compact.at(-1)
}

function isFrench(text: string): boolean {
  const compact = text.replaceAll(' ', '').replace('2A', '19').replace('2B', '18')
  return 97 - remainder(compact.slice(0, 13), 97) === Number(compact.slice(13))
}

/** ISO 7064, MOD 11,10. */
function isGerman(text: string): boolean {
  const digits = digitsOf(text)
  const product = digits.slice(0, 10).reduce((carry, digit) => {
    const sum = (digit + carry) % 10 || 10
    return (sum * 2) % 11
  }, 10)
  return digits[0] !== 0 && (11 - product) % 10 === digits[10]
}

function isEan(text: string): boolean {
  const digits = digitsOf(text)
  return weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

function isChinese(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weightedSum(Array.from(text.slice(0, 17), Number), weights)
  return '10X98765432'[sum % 11] === text.at(-1)?.toUpperCase()
}
