import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface RunningExample {
  /** `http://localhost:<port>` */
  origin: string
  /** Folder of the database and of nothing else. */
  folder: string
  database: string
  stop: () => Promise<void>
}

/**
 * Starts a built example as its README says, on an empty database.
 *
 * @param options.env switches of the example's, such as those of its bridges.
 */
export async function startExample(
  name: 'next-shop' | 'express-react',
  { port: wantedPort, env }: { port?: number; env?: Record<string, string> } = {},
): Promise<RunningExample> {
  const folder = mkdtempSync(join(tmpdir(), `playhead-${name}-`))
  const database = join(folder, 'replay.db')
  const port = wantedPort ?? (await findFreePort())
  const origin = `http://localhost:${port}`
  const [command = '', ...args] =
    name === 'next-shop' ? ['next', 'start', '--port', String(port)] : ['node', 'server.ts']
  const server = spawn(command, args, {
    cwd: fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)),
    env: {
      ...process.env,
      ...env,
      NODE_ENV: 'production',
      PORT: String(port),
      PLAYHEAD_DB: database,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  }
  await answering(origin, server, output)
  return {
    origin,
    folder,
    database,
    stop: async () => {
      if (server.exitCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answering(origin: string, server: ChildProcess, output: string[]): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) {
      throw new Error(`The example ended with ${server.exitCode}. Is it built?\n${output.join('')}`)
    }
    const response = await fetch(origin).catch(() => undefined)
    if (response?.ok) return
    await wait(100)
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
  return address.port
}
