import { useEffect, useEffectEvent } from 'react'

/** Calls back every `everyMs` while the page is looked at, and as soon as it is again. */
export function usePoll(
  onPoll: () => void,
  { everyMs, isOn }: { everyMs: number; isOn: boolean },
): void {
  const poll = useEffectEvent(onPoll)
  useEffect(() => {
    if (!isOn) return undefined
    const pollIfVisible = (): void => {
      if (document.visibilityState === 'visible') poll()
    }
    const timer = setInterval(pollIfVisible, everyMs)
    document.addEventListener('visibilitychange', pollIfVisible)
    window.addEventListener('online', pollIfVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', pollIfVisible)
      window.removeEventListener('online', pollIfVisible)
    }
  }, [everyMs, isOn])
}
