export type Answer = 'granted' | 'denied'

/** The one thing that is stored without asking: what was answered, so as not to ask again. */
const answerKey = 'playhead.consent'

/** null if nothing was answered, or to another text. */
export function readAnswer(policyVersion: string): Answer | null {
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

export function writeAnswer(answer: Answer, policyVersion: string): void {
  try {
    localStorage.setItem(answerKey, JSON.stringify({ answer, policyVersion }))
  } catch {
    // Denied or full: it is asked again on the next page.
  }
}

/** Told when another tab writes an answer. @returns stops it. */
export function onAnswerElsewhere(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent): void => {
    if (key === answerKey) listener()
  }
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}
