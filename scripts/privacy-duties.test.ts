import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/privacy.md'), 'utf8')

/** The rows of the table of duties: the duty, what meets it, and each test by its file and its words. */
const duties = page
  .slice(page.indexOf('## Profiles and duties'), page.indexOf('**For a privacy notice.**'))
  .split('\n')
  .filter((line) => /^\| (?!duty|-)/.test(line))
  .map((line) => {
    const [, duty = '', meets = '', proof = ''] = line.split('|').map((cell) => cell.trim())
    const proofs = [...proof.matchAll(/`([^`]+)`: “([^”]+)”/g)]
    return { duty, meets, proofs: proofs.map(([, file = '', words = '']) => ({ file, words })) }
  })

it.each([
  'GDPR art. 7',
  'GDPR art. 15',
  'GDPR art. 17',
  'GDPR art. 30',
  'GDPR art. 32',
  'CCPA',
  'Global Privacy Control',
  'PCI DSS 3',
  'PCI DSS 6.4.3',
  'HIPAA',
])('the page on privacy says what meets %s, and which test proves it', (name) => {
  const named = duties.filter(({ duty }) => duty.includes(name))
  expect(named).not.toEqual([])
  for (const { meets, proofs } of named) {
    expect(meets).not.toBe('')
    expect(proofs).not.toEqual([])
  }
})

it.each(duties.flatMap(({ proofs }) => proofs))(
  '$file has the test “$words”',
  ({ file, words }) => {
    const path = join(root, 'packages', file)
    expect(existsSync(path)).toBe(true)
    // As the title of a test, or of a case that every store is held to.
    const titles = [...readFileSync(path, 'utf8').matchAll(/(?:\(|title:)\s*'((?:[^'\\]|\\.)*)'/g)]
    expect(titles.filter(([, title = '']) => title.includes(words))).toHaveLength(1)
  },
)
