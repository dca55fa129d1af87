import type { IconName } from '../ui/icon.tsx'

/** What one filters the timeline by. */
export const eventKinds = [
  'errors',
  'console',
  'network',
  'clicks',
  'input',
  'navigation',
  'custom',
  'movement',
  'other',
] as const

export type EventKind = (typeof eventKinds)[number]

export const kindLabels: Readonly<Record<EventKind, string>> = {
  errors: 'Errors',
  console: 'Console',
  network: 'Network',
  clicks: 'Clicks',
  input: 'Input',
  navigation: 'Navigation',
  custom: 'Events',
  movement: 'Movement',
  other: 'Other',
}

export const kindIcons: Readonly<Record<EventKind, IconName>> = {
  errors: 'error',
  console: 'console',
  network: 'network',
  clicks: 'click',
  input: 'input',
  navigation: 'navigation',
  custom: 'custom',
  movement: 'move',
  other: 'page',
}

/** Mouse paths and scrolls outnumber all else and are seen in the page itself. */
export const kindsShownFirst: readonly EventKind[] = eventKinds.filter(
  (kind) => kind !== 'movement',
)

const kindsByType: Readonly<Record<string, EventKind>> = {
  error: 'errors',
  console: 'console',
  network: 'network',
  click: 'clicks',
  keys: 'input',
  input: 'input',
  navigation: 'navigation',
  custom: 'custom',
  identify: 'custom',
  scroll: 'movement',
  'mouse-path': 'movement',
}

/** A type nobody has sorted in yet is `other`, which is shown. */
export function toEventKind(type: string): EventKind {
  return kindsByType[type] ?? 'other'
}
