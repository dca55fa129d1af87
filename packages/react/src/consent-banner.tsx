'use client'

import { type ComponentPropsWithRef, type ReactNode, useEffect, useId } from 'react'
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

type Answer = 'granted' | 'denied'

/** The one thing that is stored without asking: what was answered, so as not to ask again. */
const answerKey = 'playhead.consent'

/**
 * Asks whether the visit may be recorded, while a recording waits for that (`consent="required"`), and
 * remembers the answer in localStorage. Both answers are one press away and look alike; nothing is
 * blocked meanwhile. It has no style of its own but the class `playhead-consent`.
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
  const titleId = useId()
  const isAwaited = useReplayState()?.name === 'waiting-for-consent'
  const answer = isAwaited ? readAnswer(policyVersion) : null

  useEffect(() => {
    if (answer) tell(answer, policyVersion)
  }, [answer, policyVersion])

  if (!isAwaited || answer) return null
  return (
    <section aria-labelledby={titleId} className={className} {...props}>
      <h2 id={titleId}>{title}</h2>
      {children ? <p>{children}</p> : null}
      <button type="button" onClick={() => answerConsent('denied', policyVersion)}>
        {declineLabel}
      </button>{' '}
      <button type="button" onClick={() => answerConsent('granted', policyVersion)}>
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
  try {
    localStorage.setItem(answerKey, JSON.stringify({ answer, policyVersion }))
  } catch {
    // Denied or full: it is asked again on the next page.
  }
  tell(answer, policyVersion)
}

function tell(answer: Answer, policyVersion: string): void {
  replayHandle.setConsent(answer, { policyVersion, signal: 'banner' })
}

function readAnswer(policyVersion: string): Answer | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(answerKey) ?? 'null')
    if (typeof value !== 'object' || value === null) return null
    if (!('answer' in value && 'policyVersion' in value)) return null
    const { answer } = value
    const isKnown = answer === 'granted' || answer === 'denied'
    return isKnown && value.policyVersion === policyVersion ? answer : null
  } catch {
    return null
  }
}
