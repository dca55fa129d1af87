import type { PlayerError } from '@playhead/player'
import { useCallback, useEffect, useRef, useState } from 'react'
import { toPlayerError } from './to-player-error.ts'

type Answer<T> =
  | { name: 'loading' }
  | { name: 'failed'; error: PlayerError }
  | { name: 'loaded'; value: T }

export interface AnswerHandle<T> {
  answer: Answer<T>
  /** Asks again. What is shown stays until the answer is there, but for a failure. */
  reload(): void
}

/** @param read asks the server; another function asks anew. */
export function useAnswer<T>(read: (signal: AbortSignal) => Promise<T>): AnswerHandle<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ name: 'loading' })
  const asking = useRef<AbortController | null>(null)

  const ask = useCallback(() => {
    asking.current?.abort()
    const { signal } = (asking.current = new AbortController())
    const set = (answer: Answer<T>): void => {
      if (!signal.aborted) setAnswer(answer)
    }
    read(signal).then(
      (value) => set({ name: 'loaded', value }),
      (error: unknown) => set({ name: 'failed', error: toPlayerError(error) }),
    )
  }, [read])

  useEffect(() => {
    ask()
    return () => asking.current?.abort()
  }, [ask])

  const reload = useCallback(() => {
    setAnswer((answer) => (answer.name === 'failed' ? { name: 'loading' } : answer))
    ask()
  }, [ask])
  return { answer, reload }
}
