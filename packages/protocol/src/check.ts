import type { JsonValue } from './element-reference.ts'

// Checks of what came out of `JSON.parse`: each says whether a value is of its type.

export type Check<T> = (value: unknown) => value is T

/** Longest text of one field, in UTF-16 units; a stack trace is the longest honest one. */
const maxTextLength = 65_536
const maxListLength = 1_000

export const isText: Check<string> = (value): value is string =>
  typeof value === 'string' && value.length <= maxTextLength
/** The viewer makes a link of it. */
export const isWebUrl: Check<string> = (value): value is string =>
  isText(value) && /^https?:\/\//i.test(value)
export const isNumber: Check<number> = (value): value is number => Number.isFinite(value)
export const isCount: Check<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

export const oneOf =
  <const T extends readonly unknown[]>(...values: T): Check<T[number]> =>
  (value): value is T[number] =>
    values.includes(value)
export const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value)
export const optional =
  <T>(check: Check<T>): Check<T> =>
  (value): value is T =>
    value === undefined || check(value)
export const listOf =
  <T>(check: Check<T>): Check<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= maxListLength && value.every(check)

export const isRecord: Check<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** It came out of `JSON.parse`, so whatever is in it is a JSON value. */
export const isJsonObject: Check<{ readonly [key: string]: JsonValue }> = (
  value,
): value is { readonly [key: string]: JsonValue } => isRecord(value)

/** An object with no other fields than these. */
export const objectOf =
  <T>(shape: { [K in keyof T]-?: Check<T[K]> }): Check<T> =>
  (value): value is T =>
    isRecord(value) &&
    Object.keys(value).every((key) => Object.hasOwn(shape, key)) &&
    Object.entries<Check<unknown>>(shape).every(([key, check]) => check(value[key]))
