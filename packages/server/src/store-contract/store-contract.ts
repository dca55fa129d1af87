import { randomUUID } from 'node:crypto'
import type { ReplayStore } from '../store/replay-store.ts'
import { appendCases } from './append-cases.ts'
import type { CheckedCase } from './checked-case.ts'
import { durabilityCases } from './durability-cases.ts'
import { eraseCases } from './erase-cases.ts'
import { holdCases } from './hold-cases.ts'
import { limitCases } from './limit-cases.ts'
import { listCases } from './list-cases.ts'
import { readCases } from './read-cases.ts'
import { recordCases } from './record-cases.ts'
import { serverEventCases } from './server-event-cases.ts'
import { usageCases } from './usage-cases.ts'

export interface StoreCase {
  /** A sentence that completes "a store …". */
  title: string
  /** Rejects with an `AssertionError` that says what differs. */
  run(): Promise<void>
}

export interface ContractOptions {
  /**
   * Opens a store on what is kept under `place`. A case opens one place of its own, perhaps several
   * times; what it opened is closed at its end.
   */
  openStore(place: string): ReplayStore | Promise<ReplayStore>
  /** Whether what is kept outlives the store. False leaves out the cases of opening it again. */
  isDurable: boolean
}

/**
 * What every `ReplayStore` must do, as cases for any test runner: they assert with `node:assert`, so
 * that this package depends on no runner and a store of yours may be tested with the one you have.
 *
 * @example
 * import { it } from 'vitest' // or node:test, or yours
 * for (const { title, run } of storeContract({ openStore, isDurable: true })) it(title, run)
 */
export function storeContract({ openStore, isDurable }: ContractOptions): StoreCase[] {
  return casesFor(isDurable).map(({ title, check }) => ({
    title,
    async run() {
      const place = randomUUID()
      const opened: ReplayStore[] = []
      try {
        await check(async () => {
          const store = await openStore(place)
          opened.push(store)
          return store
        })
      } finally {
        await Promise.all(opened.map((store) => store.close()))
      }
    },
  }))
}

function casesFor(isDurable: boolean): CheckedCase[] {
  const always = [
    ...appendCases,
    ...limitCases,
    ...readCases,
    ...listCases,
    ...eraseCases,
    ...serverEventCases,
    ...holdCases,
    ...recordCases,
    ...usageCases,
  ]
  return isDurable ? [...always, ...durabilityCases] : always
}
