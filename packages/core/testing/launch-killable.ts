import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumArguments, findChromium } from './launch-chromium.ts'

/** A browser with a profile on disk, that can die without a word and be started again. */
export interface KillableBrowser {
  newPage(): Promise<Page>
  /** SIGKILL to all of its processes. */
  kill(): void
  restart(): Promise<void>
  close(): Promise<void>
}

export async function launchKillable(): Promise<KillableBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'playhead-profile-'))
  let child: ChildProcess
  let browser: Browser

  async function start(): Promise<void> {
    child = spawn(
      findChromium(),
      [
        ...chromiumArguments,
        '--headless=new',
        '--no-first-run',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      // A process group of its own, so that its children die with it.
      { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    browser = await chromium.connectOverCDP(await readEndpoint(child))
  }

  function kill(): void {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(-child.pid, 'SIGKILL')
  }

  await start()
  return {
    kill,
    async newPage() {
      const [context] = browser.contexts()
      if (!context) throw new Error('The browser has no profile.')
      return context.newPage()
    },
    restart: start,
    async close() {
      kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function readEndpoint({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('The browser says nothing.')
  for await (const line of createInterface({ input: stderr })) {
    const found = /^DevTools listening on (\S+)/.exec(line)?.[1]
    if (found) return found
  }
  throw new Error('The browser ended before it listened.')
}
