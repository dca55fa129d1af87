// `npm start`: the example shop with its recorder, its store and its viewer, ready to click through.
// Options by environment: PORT (default 3000, the next free one if it is taken).
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { continueOnBundledNode, ensureInstalled, root } from './ensure-installed.mjs'

const samples = `${root}scripts/sample-session/`

try {
  ensureInstalled()
  if (!continueOnBundledNode()) await start()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

async function start() {
  console.log('Building the packages and the example shop …')
  const built = spawnSync(
    'turbo',
    ['run', 'build', '--filter=example-next-shop', '--output-logs=errors-only'],
    { cwd: root, stdio: 'inherit' },
  )
  if (built.status !== 0) throw new Error('The build failed; its messages are above.')

  const port = await findFreePort(Number(process.env.PORT ?? 3000))
  const shop = `http://localhost:${port}`
  const server = spawn('next', ['start', '--port', String(port)], {
    cwd: `${root}examples/next-shop`,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))

  await Promise.race([answering(shop), ended])
  if (server.exitCode !== null)
    throw new Error('The example shop did not start; its messages are above.')
  await loadSampleSession(shop)
  console.log(`
  The shop      ${shop}               click through it; it records you
  The viewer    ${shop}/api/replay    a sample session is there, yours follows within seconds

  Try the checkout's Apple Pay check, the account form and the coupon: each has a real bug.
  Stop with Ctrl+C.
`)
  await ended
}

/** Ingests the sample as a browser would. Sent twice it is stored once. */
async function loadSampleSession(shop) {
  for (const name of readdirSync(samples).filter((name) => name.endsWith('.segment'))) {
    const response = await fetch(`${shop}/api/replay/segments`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: readFileSync(samples + name),
    })
    if (!response.ok) {
      throw new Error(
        `The sample session was refused (${response.status}): ${await response.text()}`,
      )
    }
  }
}

async function answering(url) {
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await wait(200)
  }
}

async function findFreePort(from) {
  for (let port = from; port < from + 100; port++) if (await isFree(port)) return port
  throw new Error(`No free port between ${from} and ${from + 99}. Set PORT to one.`)
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}
