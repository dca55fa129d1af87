import { baseline, yardstick } from '../peers/index.ts'
import { formatSpread, spreadOf } from './spread.ts'
import type { Cost } from './visit.ts'

export interface Round {
  round: number
  workload: string
  peer: string
  cost: Cost
}

const columns = [
  'SDK',
  'script KiB',
  'recording KiB',
  'ratio',
  'added main thread ms',
  'ratio',
  'longest task ms',
  'added heap MB',
  'added nodes',
]

/** A table of one workload. What is added is over the page alone in the same round; ratios are to bare rrweb there. */
export function report(rounds: readonly Round[], workload: string): string {
  const here = rounds.filter((round) => round.workload === workload)
  const names = [...new Set(here.map(({ peer }) => peer))]
  const costOf = (round: number, name: string): Cost | undefined =>
    here.find(({ round: other, peer }) => other === round && peer === name)?.cost
  const rows = names.map((name) => {
    const own = here.filter(({ peer }) => peer === name)
    const of = (read: (cost: Cost) => number) => spreadOf(own.map(({ cost }) => read(cost)))
    const added = (read: (cost: Cost) => number) =>
      spreadOf(own.flatMap((one) => toAdded(one, costOf(one.round, baseline), read)))
    const toYardstick = (read: (cost: Cost) => number, base: string | null) =>
      spreadOf(
        own.flatMap(({ round, cost }) => {
          const [page, other] = [base && costOf(round, base), costOf(round, yardstick)]
          const zero = page ? read(page) : 0
          return other && name !== baseline ? [(read(cost) - zero) / (read(other) - zero)] : []
        }),
      )
    return [
      name,
      formatSpread(
        of(({ scriptBytes }) => scriptBytes / 1024),
        1,
      ),
      formatSpread(
        of(({ replayBytes }) => replayBytes / 1024),
        1,
      ),
      formatSpread(
        toYardstick(({ replayBytes }) => replayBytes, null),
        2,
      ),
      formatSpread(added(({ taskMs }) => taskMs)),
      formatSpread(
        toYardstick(({ taskMs }) => taskMs, baseline),
        2,
      ),
      formatSpread(of(({ longestTaskMs }) => longestTaskMs)),
      formatSpread(
        added(({ heapBytes }) => heapBytes / 1e6),
        1,
      ),
      formatSpread(added(({ nodes }) => nodes)),
    ]
  })
  return toTable([columns, ...rows])
}

function toAdded(
  { peer, cost }: Round,
  page: Cost | undefined,
  read: (cost: Cost) => number,
): number[] {
  if (peer === baseline) return [read(cost)]
  return page ? [read(cost) - read(page)] : []
}

function toTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...rest] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')
}
