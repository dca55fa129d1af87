// Playhead and its peers in a real Chromium, side by side: see README.md.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bundlePeer } from './measure/bundle.ts'
import { report, type Round } from './measure/report.ts'
import { serve, type Servers } from './measure/serve.ts'
import { visit } from './measure/visit.ts'
import { baseline, peers } from './peers/index.ts'
import { workloads } from './workloads/index.ts'

const { values } = parseArgs({
  options: {
    sdk: { type: 'string', default: Object.keys(peers).join(',') },
    workload: { type: 'string', default: Object.keys(workloads).join(',') },
    rounds: { type: 'string', default: '5' },
    out: { type: 'string' },
  },
})
const names = [...new Set([baseline, ...values.sdk.split(',')])]
const wanted = values.workload.split(',')
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error(`--rounds is ${values.rounds}, and must be a whole number from 1 on.`)
for (const name of names) pick(peers, name, '--sdk')
for (const name of wanted) pick(workloads, name, '--workload')

const servers = await serve()
try {
  const seen = await measureAll(servers)
  for (const name of wanted) {
    console.log(`\n${name}: ${pick(workloads, name, '--workload').what}\n${report(seen, name)}`)
  }
  if (values.out) writeFileSync(values.out, JSON.stringify(seen, null, 2))
} finally {
  servers.close()
}

/** One after the other within each round, so that what slows the machine slows all of them. */
async function measureAll(servers: Servers): Promise<Round[]> {
  const bundles = new Map(
    await Promise.all(
      names.map(async (name) => {
        const bundle = await bundlePeer(pick(peers, name, '--sdk'), servers.ingestUrl)
        return [name, bundle] as const
      }),
    ),
  )
  const seen: Round[] = []
  for (let round = 0; round < rounds; round++) {
    for (const workload of wanted) {
      for (const [peer, bundle] of bundles) {
        console.error(`round ${round + 1} of ${rounds}: ${workload}, ${peer}`)
        const stage = {
          peer: pick(peers, peer, '--sdk'),
          workload: pick(workloads, workload, '--workload'),
          bundle,
          uploads: [],
          scriptBytes: 0,
        }
        seen.push({ round, workload, peer, cost: await visit(stage, servers) })
      }
    }
  }
  return seen
}

function pick<T>(all: Readonly<Record<string, T>>, name: string, option: string): T {
  const found = all[name]
  if (!found) throw new Error(`${option} has ${name}, and knows ${Object.keys(all).join(', ')}.`)
  return found
}
