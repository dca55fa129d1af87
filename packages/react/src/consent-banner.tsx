'use client'

import {
  type ComponentPropsWithRef,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { type Answer, onAnswerElsewhere, readAnswer, writeAnswer } from './consent-answer.ts'
import { replayHandle } from './replay-handle.ts'
import { useReplayState } from './use-replay-state.ts'

export interface ConsentBannerProps extends Omit<ComponentPropsWithRef<'section'>, 'title'> {
  /** The version of the text below: with another one the person is asked again. */
  policyVersion: string
  title?: ReactNode
  /** What the person agrees to, and a link to your privacy policy. */
  children?: ReactNode
  acceptLabel?: ReactNode
  declineLabel?: ReactNode
}

/**
 * Asks whether the visit may be recorded, while a recording waits for that (`consent="required"`), and
 * remembers the answer in localStorage. Both answers are one press away and look alike; nothing is
 * blocked meanwhile. Escape puts it aside for this page, without an answer. What is answered in one tab holds
 * in the others. It has the class `playhead-consent`, and `@playhead/react/consent-banner.css` a plain look
 * for it.
 *
 * @example
 * <ReplayProvider endpoint="/api/replay" consent="required">
 *   <ConsentBanner policyVersion="2026-11">
 *     We record visits to find faults, with all text masked. <a href="/privacy">Privacy</a>
 *   </ConsentBanner>
 * </ReplayProvider>
 */
export function ConsentBanner({
  policyVersion,
  title = 'May we record this visit?',
  children,
  acceptLabel = 'Yes, record it',
  declineLabel = 'No',
  className = 'playhead-consent',
  ...props
}: ConsentBannerProps): ReactNode {
  const id = useId()
  const isAwaited = useReplayState()?.name === 'waiting-for-consent'
  const answer = isAwaited ? readAnswer(policyVersion) : null
  const [isPutAside, setPutAside] = useState(false)
  const cameFrom = useRef<EventTarget | null>(null)

  useEffect(() => {
    if (answer) tell(answer, policyVersion)
  }, [answer, policyVersion])
  useEffect(
    () => onAnswerElsewhere(() => followAnswer(readAnswer(policyVersion), policyVersion)),
    [policyVersion],
  )

  if (!isAwaited || answer || isPutAside) return null

  /** What had the focus gets it back, as what has it now goes. */
  function leave(how: () => void): void {
    const back = cameFrom.current
    how()
    if (back instanceof HTMLElement && back.isConnected) back.focus()
  }

  return (
    <section
      aria-labelledby={`${id}title`}
      className={className}
      {...(children ? { 'aria-describedby': `${id}text` } : {})}
      {...props}
      onFocus={(event) => {
        props.onFocus?.(event)
        const isFromOutside = !event.currentTarget.contains(event.relatedTarget)
        if (isFromOutside) cameFrom.current = event.relatedTarget
      }}
      onKeyDown={(event) => {
        props.onKeyDown?.(event)
        if (event.key === 'Escape' && !event.defaultPrevented) leave(() => setPutAside(true))
      }}
    >
      <h2 id={`${id}title`}>{title}</h2>
      {children ? <p id={`${id}text`}>{children}</p> : null}
      <button type="button" onClick={() => leave(() => answerConsent('denied', policyVersion))}>
        {declineLabel}
      </button>{' '}
      <button type="button" onClick={() => leave(() => answerConsent('granted', policyVersion))}>
        {acceptLabel}
      </button>
    </section>
  )
}

/**
 * Gives or takes back the consent that `ConsentBanner` asks for, for a switch on a privacy page: to take
 * it back has to be as easy as to give it (GDPR, article 7). Remembered as the banner's answer is.
 *
 * @example
 * <button onClick={() => answerConsent('denied', '2026-11')}>Stop recording, and erase it</button>
 */
export function answerConsent(answer: Answer, policyVersion: string): void {
  writeAnswer(answer, policyVersion)
  tell(answer, policyVersion)
}

function tell(answer: Answer, policyVersion: string): void {
  replayHandle.setConsent(answer, { policyVersion, signal: 'banner' })
}

/**
 * A yes begins the recording here as well, in the same session. A recording that is under way hears of a no
 * by itself, and only the tab in which it was said has the session erased.
 */
function followAnswer(answer: Answer | null, policyVersion: string): void {
  const isAwaited = replayHandle.getState()?.name === 'waiting-for-consent'
  if (answer === 'granted' || (answer === 'denied' && isAwaited)) tell(answer, policyVersion)
}
