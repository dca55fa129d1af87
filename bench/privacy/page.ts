import type { Page } from 'playwright-core'
import {
  type CanaryCase,
  canaryOf,
  plant,
  type ScriptCase,
} from '../../e2e/canaries/canary-case.ts'
import { attributeCases } from '../../e2e/canaries/cases/attributes.ts'
import { behaviourCases } from '../../e2e/canaries/cases/behaviour.ts'
import { documentCases, documentScripts } from '../../e2e/canaries/cases/documents.ts'
import { enteringCases } from '../../e2e/canaries/cases/entering.ts'
import { fieldCases } from '../../e2e/canaries/cases/fields.ts'
import { freeTextCases } from '../../e2e/canaries/cases/free-text.ts'
import { nameCases } from '../../e2e/canaries/cases/names.ts'
import { styleCases } from '../../e2e/canaries/cases/styles.ts'
import { stylingCases } from '../../e2e/canaries/cases/styling.ts'
import { textCases } from '../../e2e/canaries/cases/text.ts'
import { treeCases } from '../../e2e/canaries/cases/trees.ts'
import { urlCases } from '../../e2e/canaries/cases/urls.ts'
import { installPageKit } from '../../e2e/canaries/page-kit.ts'
import { toHtml, type Workload } from '../workloads/workload.ts'

/** The project's own canaries by channel: markup, and what only code does. */
const channels: Readonly<
  Record<string, { markup?: readonly CanaryCase[]; scripts?: readonly ScriptCase[] }>
> = {
  text: { markup: textCases },
  'fields and what is entered': { markup: fieldCases, scripts: enteringCases },
  attributes: { markup: attributeCases },
  'links and other addresses': { markup: urlCases },
  'styles, classes, ids': { markup: [...nameCases, ...styleCases], scripts: stylingCases },
  'documents, frames, shadow trees': {
    markup: documentCases,
    scripts: [...treeCases, ...documentScripts],
  },
  'requests, moves, storage and the like': { scripts: behaviourCases },
  'console, errors, events': { scripts: freeTextCases },
}

export interface PlantedPage extends Workload {
  /** Canaries by their names, for each channel. */
  planted: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Half of the canaries are in the page from the start, the other half come once it is recorded. */
export function plantPage(): PlantedPage {
  const planted = new Map<string, Map<string, string>>()
  const first: string[] = []
  const later: string[] = []
  const scripts: string[] = []
  for (const [channel, { markup = [], scripts: acts = [] }] of Object.entries(channels)) {
    const canaries = new Map<string, string>()
    planted.set(channel, canaries)
    const toText = (one: CanaryCase | ScriptCase, mode: string, text: string): string => {
      const canary = canaryOf(one, mode)
      canaries.set(`${one.name}, ${mode}`, canary)
      return plant(text, canary)
    }
    // What belongs into the head applies in the body as well.
    first.push(...markup.map((one) => toText(one, 'first', one.html)))
    later.push(...markup.map((one) => toText(one, 'later', one.html)))
    scripts.push(...acts.map((one) => toText(one, 'later', one.script)))
  }
  const stub =
    'window.replay = { track() {}, identify() {}, setFlags() {}, link() {}, captureError() {} }'
  return {
    what: 'a canary in every channel of a page',
    html: toHtml({
      head: `<script>(${installPageKit.toString()})(); ${stub}</script>`,
      body: `<main>${first.map((html) => `<div>${html}</div>`).join('\n')}</main><aside></aside>`,
    }),
    files: { '/inner': '<!doctype html><title>inner</title><p>a</p>', '/answer': 'a' },
    planted,
    run: (page) => act(page, later, scripts),
  }
}

async function act(page: Page, later: string[], scripts: string[]): Promise<void> {
  await page.evaluate(
    async ([markup, acts]) => {
      const kit: unknown = Reflect.get(window, 'pageKit')
      const call = async (name: string, ...args: unknown[]): Promise<unknown> =>
        Reflect.apply(Reflect.get(Object(kit), name), kit, args)
      const aside = document.querySelector('aside') ?? document.body
      const boxOf = (): Element => aside.appendChild(document.createElement('div'))
      for (const html of markup) await call('insert', boxOf(), html, 'innerHTML')
      await call('nextTask')
      // One that fails shows nothing.
      for (const script of acts) await call('run', script, boxOf()).catch(() => undefined)
      await call('nextTask')
    },
    [later, scripts] as const,
  )
}
