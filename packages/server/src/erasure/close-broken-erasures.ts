import type { DeletionReceipt } from '@playhead/protocol'
import type { ReplayStore } from '../store/replay-store.ts'
import { signReceipt } from './receipt.ts'

/**
 * Signs for what has gone in erasures that broke off with their process. What has not gone stays, as
 * nobody knows whether it is still wanted: whoever asked for it was told of no success, and asks again.
 *
 * Should another process be in the middle of one, both sign, and both say the truth.
 */
export async function closeBrokenErasures(store: ReplayStore): Promise<DeletionReceipt[]> {
  const receipts: DeletionReceipt[] = []
  for (const { id, sessions, ...about } of await store.listOpenErasures()) {
    const gone: DeletionReceipt['sessions'] = []
    for (const session of sessions) {
      if ((await store.readSession(session.id)) === null) gone.push(session)
    }
    const receipt = gone.length > 0 ? await signReceipt(store, { ...about, sessions: gone }) : null
    await store.closeErasure(id, receipt)
    if (receipt) receipts.push(receipt)
  }
  return receipts
}
