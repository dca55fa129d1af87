import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskedValue, maskText, maskValue } from './mask-text.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 })

describe('masked text', () => {
  it('holds nothing but x and whitespace, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskText(text)).toMatch(/^[x\s]*$/)
      }),
    )
  })

  it('keeps whitespace as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskText(text).split(/x+/u)).toEqual(text.split(/\S+/u))
      }),
    )
  })

  it('is the same when masked again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskText(maskText(text))).toBe(maskText(text))
      }),
    )
  })

  it('depends on no letter', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskText(text.replace(/[a-z0-9]/gi, 'q'))).toBe(maskText(text))
      }),
    )
  })

  it.each([
    ['I am', 'xxx xxx'],
    ['1', 'xxx'],
    ['999', 'xxx'],
    ['4242 4242', 'xxxxx xxxxx'],
    ['remarkable', 'x'.repeat(12)],
  ])('of %s is %s', (text, masked) => expect(maskText(text)).toBe(masked))
})

it('a masked value tells only whether there is one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      expect(maskValue(value)).toBe(maskedValue)
    }),
  )
  expect(maskValue('')).toBe('')
})
