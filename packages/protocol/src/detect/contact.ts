import { digitsOf } from './checksums.ts'
import type { Detector } from './find.ts'

const mail =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40|\\u0040|\s?[[(]at[\])]\s?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/giu

/** With a country's code: `+351 912 345 678`, `0049 (170) 123-4567`. */
const international = /(?:\+|(?<![\w+.-])00)[1-9]\d{0,2}(?:[\s\u00a0().\-/]{0,2}\d){6,12}(?![\d])/g

/** Without one, only in the grouped forms of North America and of Europe: bare digits may be anything. */
const northAmerican = /(?<![\d.\w-])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])/g
const european = /(?<![\d.\w-])0\d{1,4}[ /-]\d{2,4}(?:[ -]?\d{2,4}){1,3}(?![\d-])/g

/** A pair of decimals with four digits or more after the point: eleven metres or finer. */
const decimals = /(?<![\d.])-?\d{1,3}\.\d{4,}°?\s{0,2}[,;/ ]\s{0,2}-?\d{1,3}\.\d{4,}(?![\d.])/g
const named =
  /\b(?:lat(?:itude)?|lng|lon(?:gitude)?)\b["']?\s{0,2}[:=]\s{0,2}["']?(-?\d{1,3}\.\d{3,})/gi
const degrees = /\d{1,3}°\s?\d{1,2}['′]\s?(?:\d{1,2}(?:\.\d+)?["″]\s?)?[NSEW]\b/g

export const contactDetectors: readonly Detector[] = [
  { name: 'mail', pattern: mail },
  { name: 'location', pattern: decimals, isReal: isPlace },
  { name: 'location', pattern: named },
  { name: 'location', pattern: degrees },
  { name: 'phone', pattern: international },
  { name: 'phone', pattern: northAmerican },
  { name: 'phone', pattern: european, isReal: (text) => digitsOf(text).length >= 9 },
]

function isPlace(text: string): boolean {
  const [latitude = 91, longitude = 181] = (text.match(/-?\d+\.\d+/g) ?? []).map(Number)
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}
