import fc from 'fast-check'
import { expect, it } from 'vitest'
import { neededClasses } from './needed-classes.ts'

/** As the browser writes it down. */
function written(selector: string): string {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${selector} {}`)
  const [rule] = sheet.cssRules
  if (!(rule instanceof CSSStyleRule)) throw new Error(`This is no selector: ${selector}`)
  return rule.selectorText
}

it.each<[string, string[][]]>([
  ['a', [[]]],
  ['.btn:hover > .icon', [['btn', 'icon']]],
  ['.a.b, h1 .c', [['a', 'b'], ['c']]],
  ['.a, h1', [['a'], []]],
  [':not(.a, .b):is(.c .d) .e', [['e']]],
  ['[title=".a, (.b"] .c', [['c']]],
  ['#v1\\.2 .c', [['c']]],
  ['.md\\:w-1\\/2', [['md:w-1/2']]],
  ['.w-\\[calc\\(1px\\,2px\\)\\], .\\32 xl', [['w-[calc(1px,2px)]'], ['2xl']]],
  ['.größe', [['größe']]],
  ['.a::before', [['a']]],
  ['.a::part(b)', [['a']]],
])('%s', (selector, needed) => {
  expect(neededClasses(written(selector))).toEqual(needed)
})

const names = ['a', 'b-1', 'md:c', '2xl', 'w-1/2', 'ü', 'd(e', 'f,g', 'h]']

it('says nothing is needed that an element may do without', () => {
  const name = fc.constantFrom(...names)
  const simple = fc.oneof(
    name.map((one) => `.${CSS.escape(one)}`),
    name.map((one) => `:not(.${CSS.escape(one)})`),
    name.map((one) => `:is(b, .${CSS.escape(one)})`),
    name.map((one) => `[class~="${CSS.escape(one)}"]`),
    name.map((one) => `#${CSS.escape(one)}`),
    fc.constantFrom('b', '*', ':first-child', '[title="."]'),
  )
  // A type comes first in a compound.
  const compound = fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((all) =>
      all.toSorted((one, other) => Number(/^[b*]/.test(other)) - Number(/^[b*]/.test(one))),
    )
    .filter((all) => all.filter((one) => /^[b*]/.test(one)).length < 2)
    .map((all) => all.join(''))
  const complex = fc.array(compound, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '))
  const selector = fc.array(complex, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '))
  const classes = fc.array(name, { maxLength: 2 })
  fc.assert(
    fc.property(selector, fc.array(classes, { minLength: 1, maxLength: 4 }), (text, lists) => {
      const root = document.createElement('main')
      let inside: Element = root
      for (const list of lists) {
        const element = document.createElement('b')
        element.classList.add(...list)
        element.id = list[0] ?? ''
        inside.append(element)
        inside = element
      }
      const present = new Set(lists.flat())
      const isPossible = neededClasses(written(text)).some((needed) =>
        needed.every((one) => present.has(one)),
      )
      expect(isPossible || root.querySelector(text) === null).toBe(true)
    }),
    { numRuns: 300 },
  )
})
