import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detect } from './detect.ts'
import { redact } from './find.ts'

const cleaned = (text: string): string => redact(text, detect(text))

describe('finds', () => {
  it.each([
    ['4242 4242 4242 4242', 'card'],
    ['4242-4242-4242-4242', 'card'],
    ['4242424242424242', 'card'],
    ['4242.4242.4242.4242', 'card'],
    ['4242\u00a04242\u00a04242\u00a04242', 'card'],
    ['4242 – 4242', null],
    ['4242 - 4242 - 4242 - 4242', 'card'],
    ['4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2', 'card'],
    ['4242 4242 4242 4242 09/29', 'card'],
    ['2 × 2 4242 4242 4242 4242 737', 'card'],
    ['3782 822463 10005', 'card'],
    ['30569309025904', 'card'],
    ['6011 1111 1111 1117', 'card'],
    ['5555 5555 5555 4444', 'card'],
    ['2223 0031 2200 3222', 'card'],
    ['４２４２ ４２４２ ４２４２ ４２４２', 'card'],
    ['४२४२ ४२४२ ४२४२ ४२४२', 'card'],
    ['๔๒๔๒๔๒๔๒๔๒๔๒๔๒๔๒', 'card'],
    ['𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐', 'card'],
    ['4242\u200c4242\u200e4242\u00ad4242', 'card'],
    ['no\u200bra@shop.example', 'mail'],
    ['+351\u200b912\u200b345\u200b678', 'phone'],
    ['CVV: 737', 'cvv'],
    ['"cvc":"1234"', 'cvv'],
    ['DE89 3704 0044 0532 0130 00', 'iban'],
    ['gb29nwbk60161331926819', 'iban'],
    ['NO93 8601 1117 947', 'iban'],
    ['alice.b+c@mail.example.com', 'mail'],
    ['alice%40example.com', 'mail'],
    ['josé@exämple.de', 'mail'],
    ['+351 912 345 678', 'phone'],
    ['+1 (415) 555-2671', 'phone'],
    ['0049 170 1234567', 'phone'],
    ['(415) 555-2671', 'phone'],
    ['415-555-2671', 'phone'],
    ['020 7946 0958', 'phone'],
    ['0170/1234567', 'phone'],
    ['078-05-1120', 'national-id'],
    ['QQ123456C', null],
    ['AB 12 34 56 C', 'national-id'],
    ['12345678Z', 'national-id'],
    ['X1234567L', 'national-id'],
    ['RSSMRA85T10A562S', 'national-id'],
    ['1 85 05 78 006 084 91', 'national-id'],
    ['756.9217.0769.85', 'national-id'],
    ['529.982.247-25', 'national-id'],
    ['11010519491231002X', 'national-id'],
    ['SSN: 078051120', 'national-id'],
    ['passport number: X1234567', 'national-id'],
    ['52.520008, 13.404954', 'location'],
    ['"lat":52.520008', 'location'],
    ['52°31\'12"N', 'location'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'token'],
    ['Authorization: Bearer abcdef123456', 'token'],
    ['Basic dXNlcjpwYXNz', 'token'],
    [['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_'), 'token'],
    [['AKIA', 'IOSFODNN7EXAMPLE'].join(''), 'token'],
    ['password=hunter2', 'secret'],
    ['{"api_key": "abcd1234"}', 'secret'],
    ['set-cookie: sid=abc123', 'secret'],
    ['{ firstName: "Nora" }', 'personal'],
    ['{\\"last_name\\":\\"Quist\\"}', 'personal'],
    ['email=nora&x=1', 'personal'],
    ["shippingAddress: 'Rua das Flores 12'", 'personal'],
    ['dob: "1980-01-02"', 'personal'],
    ['{ name: "Nora Quist" }', 'personal'],
    ['{\\"name\\":\\"Nora Quist\\"}', 'personal'],
    ["displayName: 'Åsa van der Beek'", 'personal'],
    ['"patient": "N. Quist-Ö\'Hara"', 'personal'],
    ['no orders of customer Nora Quist', 'personal'],
    ['Hello, Nora Quist', 'personal'],
    ['{ phone: 351912345678 }', 'phone'],
    ['"mobile":912345678', 'phone'],
    ['tel="351912345678"', 'phone'],
  ])('%s as %s', (text, detector) => {
    expect(detect(`before ${text} after`).map((found) => found.detector)).toEqual(
      detector === null ? [] : [detector],
    )
  })
})

describe('leaves readable', () => {
  it.each([
    'order 2026-11-24-000187',
    'ORD-1234567890123456',
    '4242424242424242424242424242',
    'order #4000056655665557',
    'at 1763900000001 ms, 1763900000001234 µs',
    '2026-11-24T06:03:10.123Z',
    '2026-11-24 06:03',
    '192.168.100.12:8080',
    'v1.22.333-rc.4',
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    '123e4567-e89b-12d3-a456-426614174000',
    'ISBN 978-3-16-148410-0',
    '1,299.00 EUR and 12.5 %',
    'at f (app.js:1234:56789)',
    'width 1920 height 1080',
    'TypeError: x is undefined',
    'a key is missing from the token list',
    'translate(12.5px, 13.75px)',
    'SKU 100-200-300',
    'basic plan',
    'user@home says hello',
    'email: is not valid',
    'displayName: "Button", name: "checkout"',
    'name: "Nora", name: "add to Cart"',
    'product_name: "Blue Jacket", fileName: "Read Me"',
    'User Signed Up, Customer Support',
    'hello world, hello World, the user Has left',
    'hotel: 1234567, phone: 404',
    'the postcode is missing',
    'address already in use :::3000',
  ])('%s', (text) => expect(cleaned(text)).toBe(text))
})

it.each([
  [
    '\u200bto no\u200bra@shop.example, \u{1f468}\u200d\u{1f4bb}',
    '\u200bto [mail], \u{1f468}\u200d\u{1f4bb}',
  ],
  ['𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 paid', '[card] paid'],
  ['paid 4242\u200c4242\u200e4242\u00ad4242\u200b.', 'paid [card].'],
])('takes out of %j just what it has found', (text, rest) => {
  expect(cleaned(text)).toBe(rest)
})

/** A number of a length and a beginning that passes Luhn's check. */
const cardNumber = fc
  .tuple(
    fc.constantFrom('4', '51', '55', '2221', '6011', '65', '3528'),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }),
  )
  .map(([prefix, digits]) => {
    const head = (prefix + digits.join('')).slice(0, 15)
    const check = Array.from({ length: 10 }, (_, digit) => `${head}${digit}`).find(isLuhnReference)
    return check ?? ''
  })

/** Written another way than the code under test. */
function isLuhnReference(text: string): boolean {
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    const digit = Number(text[text.length - 1 - at])
    sum += at % 2 === 0 ? digit : Number('0246813579'[digit])
  }
  return sum % 10 === 0
}

it('finds every card number, however it is grouped and whatever stands around it', () => {
  fc.assert(
    fc.property(
      cardNumber,
      fc.constantFrom('', ' ', '-', '\u00a0', '.', ' - '),
      fc.constantFrom('', 'card ', 'nr:', '(', '"'),
      fc.constantFrom('', ' paid', ')', '"', ', thanks'),
      (number, separator, before, after) => {
        const written = number.replace(/(.{4})(?=.)/g, `$1${separator.slice(0, 2)}`)
        expect(cleaned(before + written + after)).not.toContain(number.slice(-4))
      },
    ),
  )
})

it('never overlaps, keeps order, and leaves nothing that it found', () => {
  const data = ['4242 4242 4242 4242', 'a@b.example', '+351912345678', 'token=abcdef']
  const part = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(...data))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join(' | ')
      const found = detect(text)
      found.forEach(({ start, end }, index) => {
        expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
      })
      for (const datum of data.slice(0, 3)) expect(redact(text, found)).not.toContain(datum)
    }),
  )
})

it('takes rules of the application', () => {
  const rules = [{ name: 'member', pattern: /\bM-(\d{6})\b/g }]
  const text = 'member M-123456 of M-1'
  expect(redact(text, detect(text, rules))).toBe('member M-[member] of M-1')
})

it.each([
  '4'.repeat(100_000),
  'a@'.repeat(50_000),
  '1.1'.repeat(40_000),
  '0 '.repeat(50_000),
  'A1'.repeat(50_000),
  'firstname='.repeat(10_000),
  'address_'.repeat(12_000),
])('stays linear on long hostile text (%#)', (text) => {
  expect(detect(text).length).toBeLessThanOrEqual(text.length)
})
