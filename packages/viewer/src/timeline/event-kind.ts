import type { IconName } from '../ui/icon.tsx'

/** What one filters the timeline by. */
export const eventKinds = [
  'notes',
  'errors',
  'frustration',
  'console',
  'network',
  'clicks',
  'input',
  'navigation',
  'custom',
  'performance',
  'movement',
  'other',
] as const

export type EventKind = (typeof eventKinds)[number]

export const kindLabels: Readonly<Record<EventKind, string>> = {
  notes: 'Notes',
  errors: 'Errors',
  frustration: 'Frustration',
  console: 'Console',
  network: 'Network',
  clicks: 'Clicks',
  input: 'Input',
  navigation: 'Navigation',
  custom: 'Events',
  performance: 'Speed',
  movement: 'Movement',
  other: 'Other',
}

export const kindIcons: Readonly<Record<EventKind, IconName>> = {
  notes: 'note',
  errors: 'error',
  frustration: 'frown',
  console: 'console',
  network: 'network',
  clicks: 'click',
  input: 'input',
  navigation: 'navigation',
  custom: 'custom',
  performance: 'gauge',
  movement: 'move',
  other: 'page',
}

/** What moves outnumbers all else and is seen in the page itself. */
export const kindsShownFirst: readonly EventKind[] = eventKinds.filter(
  (kind) => kind !== 'movement' && kind !== 'performance',
)

const kindsByType: Readonly<Record<string, EventKind>> = {
  error: 'errors',
  frustration: 'frustration',
  console: 'console',
  'policy-violation': 'console',
  network: 'network',
  socket: 'network',
  'resource-error': 'network',
  click: 'clicks',
  'double-click': 'clicks',
  drag: 'clicks',
  keys: 'input',
  input: 'input',
  focus: 'input',
  selection: 'input',
  clipboard: 'input',
  navigation: 'navigation',
  'view-transition': 'navigation',
  custom: 'custom',
  identify: 'custom',
  link: 'custom',
  flags: 'custom',
  vital: 'performance',
  'long-frame': 'performance',
  budget: 'performance',
  scroll: 'movement',
  'mouse-path': 'movement',
  touch: 'movement',
  hover: 'movement',
}

/** What a server told stands with what the page told of the same sort. */
const serverKinds: Readonly<Record<string, EventKind>> = {
  error: 'errors',
  log: 'console',
  slow: 'network',
}

/** A type nobody has sorted in yet is `other`, which is shown. */
export function toEventKind({ type, kind }: { type: string; kind?: unknown }): EventKind {
  if (type === 'server') return serverKinds[String(kind)] ?? 'other'
  return kindsByType[type] ?? 'other'
}
