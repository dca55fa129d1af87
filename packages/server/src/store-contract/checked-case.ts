import type { ReplayStore } from '../store/replay-store.ts'

/** Opens the case's store; each call opens the same place again. */
type OpenStore = () => Promise<ReplayStore>

export interface CheckedCase {
  title: string
  check(open: OpenStore): Promise<void>
}
