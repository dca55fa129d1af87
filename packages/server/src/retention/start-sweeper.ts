import type { Audit } from '../audit/audit.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import type { Retention } from './parse-retention.ts'
import { sweep } from './sweep.ts'

export interface SweeperOptions {
  /** Done once, before the first sweep; tried again with the next one if it fails. */
  prepare: () => Promise<void>
  audit: Audit
  onError: (error: unknown) => void
}

export interface Sweeper {
  /** Sweeps now, if that has not been done yet. */
  begin(): void
  /** Resolves once a sweep under way is through. */
  stop(): Promise<void>
}

/** Long enough for a build that merely imports the configuration to be done. */
const firstAfterMs = 10_000
const everyMs = 60_000

/** A build of Next keeps the processes that import the configuration for longer. */
const isBuild = (): boolean => process.env['NEXT_PHASE'] === 'phase-production-build'

/**
 * Sweeps at the first request, or ten seconds after the start if none comes; then every minute, never
 * two at once. Its timer keeps no process alive.
 */
export function startSweeper(
  store: ReplayStore,
  retention: Retention,
  { prepare, audit, onError }: SweeperOptions,
): Sweeper {
  let next: string | null = null
  let isPrepared = false
  let isStopped = false
  let underWay: Promise<void> | null = null
  let timer = setTimeout(() => isBuild() || run(), firstAfterMs).unref()

  function run(): void {
    clearTimeout(timer)
    if (!isStopped) underWay ??= sweepOnce()
  }

  async function sweepOnce(): Promise<void> {
    try {
      if (!isPrepared) await prepare()
      isPrepared = true
      const result = await sweep(store, retention, { from: next, audit })
      next = result.next
    } catch (error) {
      onError(error)
    }
    underWay = null
    if (!isStopped) timer = setTimeout(run, everyMs).unref()
  }

  let hasBegun = false
  return {
    begin() {
      if (hasBegun) return
      hasBegun = true
      run()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await underWay
    },
  }
}
