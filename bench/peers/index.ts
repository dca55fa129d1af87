import { clarity } from './clarity.ts'
import { datadog } from './datadog.ts'
import { highlight } from './highlight.ts'
import { openreplay } from './openreplay.ts'
import type { Peer } from './peer.ts'
import { playhead } from './playhead.ts'
import { posthog } from './posthog.ts'
import { rrweb } from './rrweb.ts'
import { sentry } from './sentry.ts'

/** The page alone: what all others are measured against. */
export const baseline = 'none'
/** Bare rrweb, the yardstick of the ratios. */
export const yardstick = 'rrweb'

export const peers: Readonly<Record<string, Peer>> = {
  [baseline]: { entry: () => 'export {}' },
  [yardstick]: rrweb,
  playhead,
  sentry,
  posthog,
  highlight,
  openreplay,
  datadog,
  clarity,
}
