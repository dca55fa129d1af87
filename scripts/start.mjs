// `npm start`: the example shop with its recorder, its store and its viewer, ready to click through.
// Options by environment: PORT (default 3000, the next free one if it is taken).
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { continueOnBundledNode, ensureInstalled, root } from './ensure-installed.mjs'

const samples = `${root}scripts/sample-session/`

try {
  ensureInstalled()
  if (!(await continueOnBundledNode())) await start()
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
  const server = startShop(port)
  try {
    if (await server.answers(shop)) greet(shop, await loadSampleSession(shop))
    await server.ended()
  } finally {
    server.stop()
  }
}

function greet(shop, recordedOn) {
  console.log(`
  The shop      ${shop}               click through it; it records you
  The viewer    ${shop}/api/replay    a sample session recorded on ${recordedOn} is there
                already, yours follows within seconds

  Try to pay, to save an account, and the coupon DUSK10: each has a real bug.
  Stop with Ctrl+C.
`)
}

/** The built shop, until a signal ends it. */
function startShop(port) {
  const folder = `${root}examples/next-shop`
  const next = createRequire(`${folder}/package.json`).resolve('next/dist/bin/next')
  const server = spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(server, 'exit')
  let isStopping = false
  const stop = (signal) => {
    isStopping = true
    server.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  return {
    /** False if it ends instead. */
    async answers(url) {
      while (server.exitCode === null && server.signalCode === null) {
        const response = await fetch(url).catch(() => undefined)
        if (response?.ok) return true
        await wait(200)
      }
      return false
    },
    /** @throws if it was not asked to. */
    async ended() {
      const [code, signal] = await exit
      if (!isStopping) throw new Error(`The example shop ended by itself (${signal ?? code}).`)
    },
    stop: () => stop('SIGTERM'),
  }
}

/**
 * Ingests the sample as a browser would. Sent twice it is stored once.
 * @returns the day it was recorded.
 */
async function loadSampleSession(shop) {
  const { readSegmentHeader } = await import('@playhead/protocol')
  const headers = {
    'content-type': 'text/plain',
    'user-agent': readFileSync(`${samples}user-agent.txt`, 'utf8').trim(),
  }
  const days = []
  for (const name of readdirSync(samples).filter((name) => name.endsWith('.segment'))) {
    const body = readFileSync(samples + name)
    const response = await fetch(`${shop}/api/replay/segments`, {
      method: 'POST',
      headers,
      body,
    })
    if (!response.ok) {
      throw new Error(
        `The sample session was refused (${response.status}): ${await response.text()}`,
      )
    }
    days.push(new Date(readSegmentHeader(body).header.startedAt).toISOString().slice(0, 10))
  }
  return days.sort()[0]
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
