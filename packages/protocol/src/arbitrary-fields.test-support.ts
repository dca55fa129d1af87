import fc from 'fast-check'
import { type JsonValue, namedKeys, type TimelineEvent, type TimelineEventType } from './index.ts'

/** What the fields of arbitrary events hold. */

type EventOf<T extends TimelineEventType> = Extract<TimelineEvent, { type: T }>

/** Any event of some types. */
export type ArbitraryEvents<T extends TimelineEventType = TimelineEventType> = {
  [K in T]: fc.Arbitrary<EventOf<K>>
}

export const at = fc
  .double({ min: 0, max: 4e12, noNaN: true, noDefaultInfinity: true })
  .map(withoutNegativeZero)
export const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map(withoutNegativeZero)
export const count = fc.nat()
export const text = fc.string({ unit: 'grapheme', maxLength: 80 })
export const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
export const jsonObject = fc
  .array(
    fc.tuple(
      text.filter((key) => key !== '__proto__'),
      json,
    ),
    { maxLength: 5 },
  )
  .map((entries) => Object.fromEntries(entries) as { [key: string]: JsonValue })
export const element = fc.record(
  { selector: text, tag: text, role: text, name: text, node: fc.nat(), component: text },
  { requiredKeys: ['selector', 'tag'], noNullPrototype: true },
)
export const elementOrNull = fc.option(element)
export const named = fc
  .array(fc.tuple(fc.constantFrom(...namedKeys), count), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries))

export const points = fc.array(fc.tuple(number, number, number), { maxLength: 20 })
export const clickFields = {
  at,
  x: number,
  y: number,
  pageX: number,
  pageY: number,
  pointer: fc.constantFrom('mouse', 'touch', 'pen', 'unknown'),
  element,
}
export const errorFields = { name: text, message: text, stack: fc.option(text) }
export const errors = fc.array(fc.record(errorFields, { noNullPrototype: true }), { maxLength: 3 })
export const flags = fc
  .array(
    fc.tuple(
      text.filter((key) => key !== '__proto__'),
      fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    ),
    { maxLength: 4 },
  )
  .map((entries) => Object.fromEntries(entries))

export const headers = fc
  .array(
    fc.tuple(
      text.filter((key) => key !== '__proto__'),
      text,
    ),
    { maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries))
export const body = fc.record({ text, isCut: fc.boolean() }, { noNullPrototype: true })

export function hex(digits: number): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: digits,
    maxLength: digits,
  })
}

/** JSON has no negative zero. */
function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value
}
