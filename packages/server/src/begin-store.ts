import { closeBrokenErasures } from './erasure/close-broken-erasures.ts'
import type { ReplayServerOptions } from './replay-server-options.ts'
import { describeSettings } from './settings/describe-settings.ts'
import type { ReplayStore } from './store/replay-store.ts'

/**
 * What a server does with its store once, before anything is swept: it signs for erasures that broke off
 * with the process before, and takes down which of its settings are not as they were.
 */
export async function beginStore(store: ReplayStore, options: ReplayServerOptions): Promise<void> {
  const { service = 'server', onAudit } = options
  const settings = describeSettings(options)
  const entries = await store.noteSettings({ service, settings, at: Date.now() })
  for (const entry of entries) await onAudit?.(entry)
  await closeBrokenErasures(store)
}
