import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detect } from './detect.ts'
import { redact } from './find.ts'

const cleaned = (text: string): string => redact(text, detect(text))

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
const word = fc.stringMatching(/^[a-z]{2,12}$/)
const around = fc.tuple(
  fc.constantFrom('', 'user ', 'nr: ', '(', '"', 'failed for ', '{"a":"'),
  fc.constantFrom('', ' failed', ')', '"', ', thanks', '"}', '\nat f (app.js:1:2)'),
)

/** The remainder of a number by 97, a digit at a time. */
const mod97 = (number: string): number =>
  [...number].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)

/** A German IBAN; its check digits make the rearranged number 1 by 97 (ISO 13616). */
const iban = digits(18).map((account) => {
  const check = 98 - mod97(`${account}131400`)
  return `DE${String(check).padStart(2, '0')}${account}`
})

/** Switzerland's: an EAN-13 that begins with 756. */
const ahv = digits(9).map((rest) => {
  const body = `756${rest}`
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  const full = `${body}${(10 - (sum % 10)) % 10}`
  return full.replace(/(\d{3})(\d{4})(\d{4})(\d{2})/, '$1.$2.$3.$4')
})

/** Spain's: the letter is the number by 23. */
const dni = digits(8).map(
  (number) => number + 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(number) % 23),
)

const base64Url = fc.uint8Array({ minLength: 24, maxLength: 60 }).map((bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', ''),
)
const coordinate = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 1 - max, max: max - 1 }), digits(6))
    .map(([whole, rest]) => `${whole}.${rest}`)

describe('finds, wherever it stands', () => {
  const data: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'an IBAN in groups': fc
      .tuple(iban, fc.constantFrom('', ' ', '-', '\u00a0'))
      .map(([number, separator]) => number.replace(/(.{4})(?=.)/g, `$1${separator}`)),
    'a mail address': fc
      .tuple(
        word,
        fc.constantFrom('.', '_', '+', '-', ''),
        word,
        word,
        fc.constantFrom('com', 'co.uk', 'example'),
      )
      .map(([first, sign, last, host, end]) => `${first}${sign}${last}@${host}.${end}`),
    'a mail address, encoded': fc
      .tuple(word, word)
      .map(([user, host]) => `${user}%40${host}.example`),
    'a phone number with its country': fc
      .tuple(
        fc.constantFrom('+49', '+351', '+1', '0044'),
        digits(9),
        fc.constantFrom('', ' ', '-', '.'),
      )
      .map(
        ([country, number, separator]) =>
          `${country} ${number.replace(/(\d{3})(?=\d)/g, `$1${separator}`)}`,
      ),
    'a Swiss number': ahv,
    'a Spanish number': dni,
    'a JWT': fc
      .tuple(base64Url, base64Url)
      .map(([payload, sign]) => `eyJhbGciOiJIUzI1NiJ9.${payload}.${sign}`),
    'a bearer token': base64Url.map((token) => `Bearer ${token}`),
    'a key by its name': base64Url.map((key) => `api_key=${key}`),
    'a place': fc
      .tuple(coordinate(90), coordinate(180))
      .map(([north, east]) => `${north}, ${east}`),
  }
  it.each(Object.entries(data))('%s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, around, (datum, [before, after]) => {
        const shown = cleaned(before + datum + after)
        expect(shown).not.toContain(datum)
        expect(shown).not.toContain(datum.slice(-6))
      }),
    )
  })
})

describe('leaves readable, whatever its digits are', () => {
  const hex = (length: number): fc.Arbitrary<string> =>
    fc
      .stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
      .filter((text) => /[a-f]/.test(text.slice(3, -3)))
  const harmless: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'an order number': fc
      .tuple(
        fc.constantFrom('order ', 'ORD-', 'invoice #', 'ticket '),
        fc.integer({ min: 1, max: 99_999_999 }),
      )
      .map(([kind, number]) => `${kind}${number}`),
    'a time in ISO 8601': fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    'a time in ms': fc
      .integer({ min: 1_000_000_000_000, max: 1_999_999_999_999 })
      .map((time) => `at ${time} ms`),
    'a version': fc
      .tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 }), fc.nat({ max: 999 }))
      .map((parts) => `v${parts.join('.')}`),
    'a commit': hex(7).map((hash) => `commit ${hash}`),
    'a position in a stack': fc
      .tuple(word, fc.nat({ max: 99_999 }), fc.nat({ max: 999 }))
      .map(([file, line, column]) => `at f (${file}.js:${line}:${column})`),
    'a size': fc
      .tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 9_999 }))
      .map(([width, height]) => `${width} x ${height} px`),
    'an amount': fc.nat({ max: 99_999_999 }).map((cents) => `${(cents / 100).toFixed(2)} EUR`),
  }
  it.each(Object.entries(harmless))('%s', (_, arbitrary) => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.constantFrom('', 'saved '),
        fc.constantFrom('', ' done'),
        (text, before, after) => {
          expect(cleaned(before + text + after)).toBe(before + text + after)
        },
      ),
    )
  })
})
