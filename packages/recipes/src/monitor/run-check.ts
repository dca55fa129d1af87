/** What is used of a page of Playwright, and of most that drive browsers. */
interface DrivenPage {
  evaluate(script: string): Promise<unknown>
}

/**
 * Runs one check of a synthetic monitor. If it fails, its own recording is sent, also one that is kept
 * back, with the failure on its timeline, and the alert says where to watch it.
 *
 * @throws what `check` throws; where the page is recorded, with the address of that moment.
 * @example
 * await runCheck('tickets can be bought', page, () => buyTickets(page))
 */
export async function runCheck(
  name: string,
  page: DrivenPage,
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check()
  } catch (error) {
    // A page that has crashed or is gone tells nothing.
    const address = await page.evaluate(tellReplay(name)).catch(() => null)
    if (typeof address !== 'string') throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`${name}: ${message}\nWatch it: ${address}`, { cause: error })
  }
}

/** Runs in the page. Under this symbol it finds its recording, whoever started that. */
const tellReplay = (name: string): string => `(async () => {
  const replay = globalThis[Symbol.for('@playhead/core')]?.replay
  if (!replay?.sessionId) return null
  const at = Date.now()
  replay.track('check failed', { check: ${JSON.stringify(name)} })
  replay.sendBuffer('A check failed.')
  await replay.flush()
  return new URL(replay.url({ at }), location.href).href
})()`
