import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createReplayServer, memoryStore } from '@playhead/server'
import { expect, it } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'

const samples = join(import.meta.dirname, '../scripts/sample-session')

it('plays an exported recording from the file system, and reaches for nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-export-'))
  const browser = await launchBrowser()
  try {
    const file = await exportSample(folder)
    const page = await browser.newPage()
    const requested: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => requested.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(pathToFileURL(file).href)
    const replayed = page.frameLocator('[data-player-state] iframe')
    await replayed.locator('body *').first().waitFor({ state: 'attached' })
    await expect
      .poll(() => page.locator('.session-title h1').textContent())
      .toBe('Anonymous visitor')
    await page.keyboard.press('Space')
    await page.locator('[data-player-state="playing"]').waitFor({ state: 'attached' })
    expect(requested.filter((url) => !/^(file|data|blob|about):/.test(url))).toEqual([])
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Exports the sample session through the API and unpacks it. Returns its page. */
async function exportSample(folder: string): Promise<string> {
  const replay = createReplayServer({ store: memoryStore(), basePath: '/' })
  const headers = { 'content-type': 'text/plain', host: 'localhost' }
  for (const name of readdirSync(samples).filter((name) => name.endsWith('.segment'))) {
    const body = readFileSync(join(samples, name))
    const request = new Request('http://localhost/segments', { method: 'POST', headers, body })
    expect((await replay.handler(request)).status).toBe(202)
  }
  const list: { sessions: { id: string }[] } = await (
    await replay.handler(new Request('http://localhost/api/sessions', { headers }))
  ).json()
  const id = list.sessions[0]?.id ?? ''
  const url = `http://localhost/api/export?session=${id}`
  const archive = await (await replay.handler(new Request(url, { headers }))).arrayBuffer()
  writeFileSync(join(folder, 'export.tar.gz'), new Uint8Array(archive))
  expect(spawnSync('tar', ['-xzf', 'export.tar.gz'], { cwd: folder }).status).toBe(0)
  return join(folder, 'playhead-export/sessions', id, 'replay.html')
}
