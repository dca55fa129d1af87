import { describe, expect, it } from 'vitest'
import { defaultDetectors } from './detect.ts'
import { findPatternRisk } from './find-pattern-risk.ts'
import { findDetectorFault } from './own-detector.ts'

describe('a detector of an application', () => {
  it.each([
    /\bKD-\d{8}\b/g,
    /(?:order|invoice) no\.? ?(\d{4,12})/gi,
    /[A-Z]{2}\d+[-/]?\d*/g,
    /(?:\d{1,4}-){2,6}\d+/g,
    /(?:a|b|\.)+x/g,
    /(?<year>\d{4})-[)(+*]\d\d/g,
    /(?<=id=)[\w-]+(?=&)/g,
    /\(\d+\)+/g,
    /[(]\w+[)]+/g,
  ])('may look for %s', (pattern) => {
    expect(findDetectorFault({ name: 'customer', pattern })).toBeNull()
  })

  it.each([
    /(?:\d+)+$/g,
    /(\w*)*x/g,
    /(?:[a-z]+\s?)+x/g,
    /((?:ab+)c){2,}/g,
    /(?:(?:a+)b)+/g,
    /(?<word>\w+,)*/g,
  ])('may not repeat what repeats without a bound: %s', (pattern) => {
    expect(findDetectorFault({ name: 'customer', pattern })).toContain('repeats so itself')
  })

  it.each([/(?:a|a)+$/g, /(?:a|ab)*c/g, /(?:\d|\w)+x/g, /(?:.|\n)*x/g, /(?:|a)+/g])(
    'may not repeat alternatives that may begin alike: %s',
    (pattern) => {
      expect(findDetectorFault({ name: 'customer', pattern })).toContain('begin alike')
    },
  )

  it.each([
    { name: 'Customer', pattern: /x/g },
    { name: '', pattern: /x/g },
    { name: 'x]', pattern: /x/g },
    { name: 'a'.repeat(32), pattern: /x/g },
    { name: 'customer', pattern: /x/ },
    { name: 'customer', pattern: /x/gy },
    { name: 'customer', pattern: new RegExp('x'.repeat(1_001), 'g') },
  ])('does not fit as $name, $pattern', (detector) => {
    expect(findDetectorFault(detector)).not.toBeNull()
  })
})

it('holds the built-in detectors to the same', () => {
  const risks = defaultDetectors.map(({ name, pattern }) => [name, findPatternRisk(pattern)])
  expect(risks.filter(([, risk]) => risk !== null)).toEqual([])
})
