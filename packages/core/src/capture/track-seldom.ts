import { rememberHit } from './describe-element.ts'
import { startLate, tellLost } from './late.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

const seldom = [
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'copy',
  'cut',
  'paste',
  'dragstart',
  'drop',
  'dragend',
  'fullscreenchange',
  'beforeprint',
  'afterprint',
  'securitypolicyviolation',
  'error',
  'selectionchange',
]

/** What most visits never see: the code for it is loaded once it is needed. */
export function trackSeldom(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const late = startLate(
    async () => (await import('../seldom.ts')).listenToSeldom(emit, scope),
    scope,
    tellLost('timeline', emit, scope),
  )
  const hear = (event: Event): void => {
    if (!isSeldom(event)) return
    rememberHit(event)
    late.hear(event)
  }
  // Missing in Safari before 16.4.
  const orientation: ScreenOrientation | undefined = screen.orientation
  const stops = [
    late.stop,
    scope.listen(window, seldom, hear),
    ...(orientation ? [scope.listen(orientation, 'change', hear)] : []),
  ]
  return { ...late, stop: () => stops.forEach((stop) => stop()) }
}

/** Errors of scripts are another tracker's; every click and key moves the caret, which selects nothing. */
function isSeldom(event: Event): boolean {
  if (event.type !== 'selectionchange') return !(event instanceof ErrorEvent)
  const { activeElement: field } = document
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.selectionStart !== field.selectionEnd
    : getSelection()?.isCollapsed === false
}
