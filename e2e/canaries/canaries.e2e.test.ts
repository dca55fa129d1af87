import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/launch-browser.ts'
import { type CanarySite, serveCanarySite } from './canary-site.ts'
import { attributeCases } from './cases/attributes.ts'
import { behaviourCases } from './cases/behaviour.ts'
import { documentCases, documentScripts } from './cases/documents.ts'
import { enteringCases } from './cases/entering.ts'
import { fieldCases } from './cases/fields.ts'
import { freeTextCases } from './cases/free-text.ts'
import { nameCases } from './cases/names.ts'
import { styleCases } from './cases/styles.ts'
import { stylingCases } from './cases/styling.ts'
import { textCases } from './cases/text.ts'
import { treeCases } from './cases/trees.ts'
import { urlCases } from './cases/urls.ts'
import { type CanaryVisitor, createCanaryVisitor, type Way } from './visit-canaries.ts'

let browser: Browser
let site: CanarySite
let visitor: CanaryVisitor

const markup = [
  ...textCases,
  ...fieldCases,
  ...attributeCases,
  ...nameCases,
  ...urlCases,
  ...styleCases,
  ...documentCases,
]
const scripts = [
  ...treeCases,
  ...enteringCases,
  ...stylingCases,
  ...behaviourCases,
  ...freeTextCases,
  ...documentScripts,
]

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveCanarySite(), launchBrowser()])
  visitor = createCanaryVisitor(browser, site)
})

afterAll(async () => {
  await browser.close()
  await site.close()
})

describe('with default options, nothing that a page holds is sent', () => {
  it.each<[string, Way]>([
    ['that was there from the start', 'first'],
    ['that came as markup', 'innerHTML'],
    ['that came as markup beside other', 'insertAdjacentHTML'],
    ['that was cloned from a template', 'clone'],
    ['that was put together part by part', 'parts'],
    ['that took the place of other texts and attributes', 'morph'],
  ])('%s', async (_, way) => {
    const { found, segments } = await visitor.visitMarkup(markup, way)
    expect(found).toEqual([])
    // The page was recorded, and what was done in it.
    expect(segments.flatMap(({ frames }) => frames).some(({ type }) => type === 2)).toBe(true)
    expect(segments.flatMap(({ timeline }) => timeline).some(({ type }) => type === 'click')).toBe(
      true,
    )
  })

  it.each<['before' | 'after']>([['before'], ['after']])(
    'that code did %s recording began',
    async (when) => {
      const { found, failed } = await visitor.visitScripts(scripts, when)
      expect({ found, failed }).toEqual({ found: [], failed: [] })
    },
  )
})

describe('what is marked as safe', () => {
  it.each<Way>(['first', 'innerHTML', 'parts', 'morph'])(
    'is found by the same search, and nothing else is: %s',
    async (way) => {
      const { found } = await visitor.visitMarkup(markup, way, true)
      expect(found).toEqual(expectedIn(found, markup))
    },
  )

  it.each<['before' | 'after']>([['before'], ['after']])(
    'is found where code made it %s recording began',
    async (when) => {
      const { found } = await visitor.visitScripts(scripts, when, true)
      expect(found).toEqual(expectedIn(found, scripts))
    },
  )
})

it('has none of all that in the database, in the bytes of its files or behind their key', async () => {
  const haystack = await site.readDatabase()
  expect(haystack.find(visitor.planted)).toEqual([])
})

function expectedIn(
  found: readonly string[],
  cases: readonly { name: string; inSafe: 'shown' | 'hidden' | 'either' }[],
): string[] {
  return cases
    .filter(
      ({ name, inSafe }) => inSafe === 'shown' || (inSafe === 'either' && found.includes(name)),
    )
    .map(({ name }) => name)
    .toSorted()
}
