import { describe, expect, it } from 'vitest'
import { findInBaggage, parseReplayId } from './replay-id.ts'

const session = '00112233445566778899aabbccddeeff'
const tab = '0123456789abcdef'

describe('the id that a request carries', () => {
  it('names a session and a tab, or a session alone', () => {
    expect(parseReplayId(`${session}.${tab}`)).toEqual({ session, tab })
    expect(parseReplayId(` ${session.toUpperCase()} `)).toEqual({ session, tab: null })
  })

  it.each([null, undefined, '', '.', tab, `${session}.`, `${session}.x`, `${session}.${tab}.1`])(
    'is not %j',
    (text) => {
      expect(parseReplayId(text)).toBeNull()
    },
  )

  it('is found in baggage among other members and properties', () => {
    expect(findInBaggage(`a=1, replay-id=${session}.${tab};x=y ,b=2`)).toEqual({ session, tab })
    expect(findInBaggage('a=1,replay-id=1')).toBeNull()
    expect(findInBaggage('')).toBeNull()
  })
})
