import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { encodeSegmentNow } from '@playhead/protocol'
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
    const side = page.getByRole('tabpanel')
    await page.getByRole('tab', { name: 'Notes (1)' }).click()
    await side.getByText('Look at the total here.').waitFor()
    await page.getByRole('tab', { name: 'Session' }).click()
    await expect
      .poll(() => side.getByRole('region', { name: 'Privacy' }).textContent())
      .toContain('/at-the-end, console: mail, 1 time')
    expect(requested.filter((url) => !/^(file|data|blob|about):/.test(url))).toEqual([])
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Exports the sample session, with a note and a warning, through the API and unpacks it. Returns its page. */
async function exportSample(folder: string): Promise<string> {
  const replay = createReplayServer({ store: memoryStore(), basePath: '/' })
  const ask = (path: string, type?: string, body?: string | Uint8Array<ArrayBuffer>) => {
    const headers = { host: 'localhost', ...(type === undefined ? {} : { 'content-type': type }) }
    const method = body === undefined ? 'GET' : 'POST'
    return replay.handler(
      new Request(`http://localhost${path}`, { method, headers, body: body ?? null }),
    )
  }
  const segments = readdirSync(samples).filter((name) => name.endsWith('.segment'))
  for (const name of segments) {
    const body = new Uint8Array(readFileSync(join(samples, name)))
    expect((await ask('/segments', 'text/plain', body)).status).toBe(202)
  }
  const list: { sessions: { id: string; endedAt: number }[] } = await (
    await ask('/api/sessions')
  ).json()
  const { id = '', endedAt: at = 0 } = list.sessions[0] ?? {}
  const manifest: { tabs: { id: string; segments: { sequence: number }[] }[] } = await (
    await ask(`/api/sessions/${id}`)
  ).json()
  const { id: tab = '', segments: sent = [] } = manifest.tabs[0] ?? {}
  const unmasked = encodeSegmentNow({
    session: id,
    tab,
    sequence: (sent.at(-1)?.sequence ?? 0) + 1,
    previous: 1,
    startedAt: at,
    endedAt: at,
    policy: '0'.repeat(16),
    release: null,
    timeline: [
      { type: 'navigation', at, kind: 'push', from: null, to: 'http://localhost/at-the-end' },
      { type: 'console', at, level: 'log', args: ['of ana@example.com'] },
    ].map((event) => JSON.stringify(event)),
    frames: [],
  })
  expect((await ask('/segments', 'text/plain', unmasked.bytes)).status).toBe(202)
  const note = JSON.stringify({ at, text: 'Look at the total here.' })
  const noted = await ask(`/api/sessions/${id}/annotations`, 'application/json', note)
  expect(noted.status).toBe(201)
  const archive = await (await ask(`/api/export?session=${id}`)).arrayBuffer()
  writeFileSync(join(folder, 'export.tar.gz'), new Uint8Array(archive))
  expect(spawnSync('tar', ['-xzf', 'export.tar.gz'], { cwd: folder }).status).toBe(0)
  return join(folder, 'playhead-export/sessions', id, 'replay.html')
}
