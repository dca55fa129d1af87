import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  name?: string
  license?: string
  link?: boolean
  resolved?: string
  dependencies?: Record<string, string>
}

/** May be used and passed on beside code under MIT. */
const permissive =
  /^\(?(?:MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0)(?: (?:AND|OR) (?:MIT|Apache-2\.0|CC0-1\.0))*\)?$/

/** Used to build, to test or in an example, as it is, and part of nothing that is published. */
const usedOnly: [RegExp, string][] = [
  // Optional, for the images of Next, as a library of its own.
  [/^@img\/sharp-/, 'LGPL-3.0-or-later'],
  [/^lightningcss/, 'MPL-2.0'],
  [/^dompurify$/, 'MPL-2.0'],
  // Looks for barriers in the tests of the viewer.
  [/^axe-core$/, 'MPL-2.0'],
  [/^caniuse-lite$/, 'CC-BY-4.0'],
  // A command that Sentry's plugins for bundlers bring along; nothing here runs it.
  [/^sentry$/, 'FSL-1.1-Apache-2.0'],
]

const { packages } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Record<string, Locked> }

/** Where the lock file has what a package imports by name. */
function findIn(from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const path = `${at && `${at}/`}node_modules/${name}`
    if (packages[path]) return path
    if (at === '') return null
    if (!at.includes('node_modules/')) return findIn('', name)
  }
}

/** What is installed with the packages that are published, ours left out. */
function shipped(): Set<string> {
  const found = new Set<string>()
  const waiting = Object.keys(packages).filter((path) => /^packages\/(?!recipes)[^/]+$/.test(path))
  const seen = new Set(waiting)
  for (const path of waiting) {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      const inner = findIn(path, name)
      const target = inner && packages[inner]?.link ? (packages[inner]?.resolved ?? null) : inner
      if (target === null || seen.has(target)) continue
      seen.add(target)
      waiting.push(target)
      if (target.includes('node_modules/')) found.add(target)
    }
  }
  return found
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13)

const others = (paths: Iterable<string>): string[] =>
  [...paths]
    .filter((path) => !permissive.test(packages[path]?.license ?? ''))
    .map((path) => `${packages[path]?.name ?? nameOf(path)}: ${packages[path]?.license}`)

describe('the licences of what is installed', () => {
  it('are permissive for all that comes with a published package', () => {
    const paths = shipped()
    expect([...paths].map(nameOf)).toContain('@rrweb/replay')
    expect(others(paths)).toEqual([])
  })

  it('are permissive or known for all that is used here', () => {
    const paths = Object.keys(packages).filter(
      (path) => path.includes('node_modules/') && !packages[path]?.link,
    )
    expect(paths.length).toBeGreaterThan(400)
    const unknown = others(paths).filter(
      (said) =>
        !usedOnly.some(([name, licence]) => {
          const [of = '', its = ''] = said.split(': ')
          return name.test(of) && its.includes(licence)
        }),
    )
    expect(unknown).toEqual([])
  })
})
