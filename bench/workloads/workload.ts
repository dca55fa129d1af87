import type { Page } from 'playwright-core'

/** A page and what is done on it, the same each time. */
export interface Workload {
  readonly what: string
  readonly html: string
  /** Further files of the page by path, such as `/large.css`. */
  readonly files?: Readonly<Record<string, string>>
  readonly run: (page: Page) => Promise<void>
}

/** Numbers between 0 and 1, the same row each time (a linear congruential generator). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const vocabulary =
  'order invoice customer total pending shipped review account settings report delivery address basket garden winter paper kettle lamp wool harbour'.split(
    ' ',
  )

export function createWords(random: () => number): (count: number) => string {
  const word = (): string => vocabulary[Math.floor(random() * vocabulary.length)] ?? ''
  return (count) => Array.from({ length: count }, word).join(' ')
}

/** The SDK's script comes first, as vendors ask for. */
export function toHtml({ head = '', body }: { head?: string; body: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Workload</title>
<link rel="icon" href="data:,"><script type="module" src="/sdk/entry.js"></script>${head}</head><body>${body}</body></html>`
}

/** Calls a function of the page and waits for the promise that it returns. */
export const runInPage =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.evaluate(`${name}()`)
  }

/** For scripts of pages: resolves once a frame was painted. */
export const paintSource = `const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = resolve
  port2.postMessage(0)
}))
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))`
