import type { ShortcutLine } from '../ui/shortcut-help.tsx'

export const shortcutLines: readonly ShortcutLine[] = [
  { keys: ['Space'], does: 'Play and pause' },
  { keys: ['←', '→'], does: '5 seconds back and on' },
  { keys: ['⇧ ←', '⇧ →'], does: 'Event before and after, of those the timeline shows' },
  { keys: ['e', '⇧ E'], does: 'Next and previous error' },
  { keys: ['Home', 'End'], does: 'Start and end (0 is the start, too)' },
  { keys: ['[', ']'], does: 'Slower and faster (also − and +)' },
  { keys: ['i'], does: 'Skip inactivity' },
  { keys: ['/'], does: 'Search the timeline' },
  { keys: ['c'], does: 'Copy link to this moment' },
  { keys: ['n'], does: 'Write a note at this moment' },
  { keys: ['Esc'], does: 'Close the details' },
  { keys: ['l'], does: 'Back to the list' },
  { keys: ['?'], does: 'This help' },
]
