import { PlayheadError } from '../playhead-error.ts'
import type { CaptureScope } from './scope.ts'

export interface PerformanceWatch {
  /** Hears at once what the browser has not yet told. */
  drain(): void
  stop(): void
}

/** Hears entries of one type, if the browser knows it. */
export function observePerformance<E extends PerformanceEntry>(
  type: string,
  listener: (entry: E) => void,
  scope: CaptureScope,
  options: PerformanceObserverInit & { durationThreshold?: number } = {},
): PerformanceWatch {
  if (!canObserve(type)) return { drain: () => undefined, stop: () => undefined }
  const hear = (entries: PerformanceEntryList): void => {
    try {
      // The observer was asked for entries of this type only.
      entries.forEach((entry) => listener(entry as E))
    } catch (cause) {
      scope.report(
        new PlayheadError('capture_failed', `An entry of ${type} cannot be read.`, { cause }),
      )
    }
  }
  const observer = new PerformanceObserver((list) => hear(list.getEntries()))
  observer.observe({ type, ...options })
  return { drain: () => hear(observer.takeRecords()), stop: () => observer.disconnect() }
}

export function canObserve(type: string): boolean {
  return (
    typeof PerformanceObserver !== 'undefined' &&
    PerformanceObserver.supportedEntryTypes.includes(type)
  )
}
