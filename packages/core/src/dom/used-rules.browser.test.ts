import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createUsedRules } from './used-rules.ts'

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

const textOf = ({ cssRules }: CSSStyleSheet): string =>
  [...cssRules].map(({ cssText }) => cssText).join('\n')

const usedRules = (classes: Set<string> | null): ReturnType<typeof createUsedRules> =>
  createUsedRules(
    classes,
    ({ cssText }) => cssText,
    (css) => css,
  )

const groups = [
  '@media (min-width: 100px) and (max-width: 200px)',
  '@supports (display: grid) or (not (top: 1px))',
  '@layer base',
  '@layer a.b',
  '@container (min-width: 10px)',
  '@container card (min-width: 10px) and (height > 2px)',
  '@scope (.x) to (.y)',
  '@starting-style',
]

it.each(groups)('writes %s as the browser does', (opening) => {
  const sheet = sheetOf(`${opening} { a { top: 1px; } @media print { b { top: 2px; } } }`)
  const written = [...usedRules(new Set()).write(sheet.cssRules)].join('')
  expect(textOf(sheetOf(written))).toBe(textOf(sheet))
  expect(sheet.cssRules).toHaveLength(1)
})

/** Does what frames tell, as a player does. */
function insert(sheet: CSSStyleSheet, add: object | null): void {
  if (!add || !('rule' in add) || !('index' in add)) return
  const path = [add.index].flat().map(Number)
  const at = path.pop() ?? 0
  let list: CSSStyleSheet | CSSGroupingRule = sheet
  for (const index of path) list = list.cssRules[index] as CSSGroupingRule
  list.insertRule(String(add.rule), at)
}

it('puts each rule where it stands, in whatever order what they wait for comes', () => {
  const names = ['a', 'b', 'c', 'd']
  const selector = fc
    .array(fc.subarray(names, { minLength: 1 }), { minLength: 1, maxLength: 2 })
    .map((all) => all.map((one) => one.map((name) => `.${name}`).join(' ')).join(', '))
  const rule = selector.map((text) => `${text} { top: 1px; }`)
  const group = fc
    .tuple(fc.constantFrom('@media all', '@layer x'), fc.array(rule, { maxLength: 4 }))
    .map(([opening, inside]) => `${opening} { ${inside.join('')} @media all { ${inside[0]} } }`)
  fc.assert(
    fc.property(
      fc.array(fc.oneof(rule, group), { maxLength: 8 }),
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
      (rules, order, steps) => {
        const sheet = sheetOf(rules.join(''))
        const used = usedRules(new Set())
        const shown = sheetOf([...used.write(sheet.cssRules)].join(''))
        expect(textOf(shown)).not.toContain('.')
        for (const name of order) {
          used.see(name, true)
          // Left and begun anew, as where there is no time left.
          let turn = 0
          for (let isThrough = false; !isThrough;) {
            const released = used.release()
            isThrough = true
            for (let left = steps[turn++ % steps.length] ?? 1; left > 0; left--) {
              const { value, done } = released.next()
              if (done) break
              isThrough = false
              insert(shown, value)
            }
          }
        }
        expect(textOf(shown)).toBe(textOf(sheet))
      },
    ),
    { numRuns: 200 },
  )
})
