import type {
  BudgetEvent,
  ConsentEvent,
  ExclusionReason,
  PreferencesEvent,
  TimelineEvent,
} from '@playhead/protocol'
import { formatSpan } from '../format/format-duration.ts'
import { type EventLine, line, nameElement } from './event-line.ts'

/** What became of the page and its window, in one line; null if the event is something else. */
export function describePageEvent(event: TimelineEvent): EventLine | null {
  switch (event.type) {
    case 'resize':
      return line('Resize', `${event.width} × ${event.height}`, 'muted')
    case 'preferences':
      return line('Appearance', toPreferenceWords(event), 'muted')
    case 'visibility':
      return line('Tab', event.state === 'hidden' ? 'in the background' : 'in view', 'muted')
    case 'orientation':
      return line('Turned', `to ${event.orientation}`, 'muted')
    case 'fullscreen':
      return line('Full screen', event.element ? nameElement(event.element) : 'left', 'muted')
    case 'print':
      return line('Print', event.phase === 'before' ? 'begins' : 'over', 'muted')
    case 'connection':
      return line('Connection', event.state, event.state === 'offline' ? 'warning' : 'plain')
    case 'view-transition':
      return line('View transition', '', 'muted')
    case 'vital': {
      const value =
        event.name === 'CLS' ? String(Number(event.value.toFixed(3))) : formatSpan(event.value)
      return line(event.name, event.element ? `${value}, ${nameElement(event.element)}` : value)
    }
    case 'long-frame':
      return line(
        'Long frame',
        [formatSpan(event.durationMs), event.script].filter(Boolean).join(', '),
      )
    case 'policy-violation':
      return line('CSP', `${event.directive} blocked ${event.blocked}`, 'warning')
    case 'tab':
      return line('Tab', event.openedBy === null ? 'opened' : 'opened by another tab', 'muted')
    case 'sampling': {
      const against = event.gates.filter(({ passes }) => !passes).map(({ gate }) => gate)
      return line(
        'Sampling',
        against.length > 0 ? `against: ${against.join(', ')}` : 'recorded',
        'muted',
      )
    }
    case 'budget':
      return event.leavesOut === 'nothing'
        ? line('Recording', 'in full again', 'muted')
        : line(
            'Recording',
            `${leftOut[event.leavesOut]}: it took ${event.costMs} ms of a second`,
            'warning',
          )
    case 'consent':
      return line('Consent', toConsentWords(event), 'muted')
    case 'excluded':
      return line(
        'Excluded',
        event.phase === 'begin' ? exclusionWords[event.reason] : 'recorded again',
        event.phase === 'begin' ? 'warning' : 'muted',
      )
    case 'dropped': {
      const why = reasons[event.reason] ?? event.reason
      return line('Not recorded', `${event.count} × ${event.what}, ${why}`, 'warning')
    }
    default:
      return null
  }
}

/** What the visitor has told the browser, such as `dark, less motion`. */
export function toPreferenceWords(event: PreferencesEvent): string {
  const { colorScheme, reducedMotion, forcedColors } = event
  return [colorScheme, reducedMotion && 'less motion', forcedColors && 'forced colours']
    .filter(Boolean)
    .join(', ')
}

const leftOut: Readonly<Record<Exclude<BudgetEvent['leavesOut'], 'nothing'>, string>> = {
  'mouse-path': 'without the path of the mouse',
  canvas: 'without pictures of canvases',
  'attribute-storms': 'without attributes that change all the time',
  'stormy-subtree': 'a placeholder for the part that changes most',
  frames: 'the picture stands still',
}

export const exclusionWords: Readonly<Record<ExclusionReason, string>> = {
  pattern: 'the application excludes this page',
  payment: 'the page has payment fields',
}

/** On what ground the session was recorded. */
export function toConsentWords({ basis, policyVersion, signal }: ConsentEvent): string {
  if (basis === 'not-required') return 'not asked for'
  const details = [
    ...(policyVersion === undefined ? [] : [`policy ${policyVersion}`]),
    ...(signal === undefined ? [] : [`by ${signal}`]),
  ]
  return ['given', ...details].join(', ')
}

const reasons: Readonly<Record<string, string>> = {
  'too-large': 'too large',
  'rate-limited': 'too many at once',
  duplicate: 'the same again',
  'send-failed': 'could not be sent',
  'not-serialisable': 'could not be read',
  'session-full': 'the session was full',
  'not-loaded': 'the page was left too soon',
}
