import { PlayheadError } from '../playhead-error.ts'
import type { CaptureScope, Tracker } from './scope.ts'

interface LoadedPart<T> extends Tracker {
  /** null until it is there. */
  readonly part: T | null
}

/** Loads a part that only those who ask for it load. What it throws while it is loaded is reported. */
export function loadPart<T extends Tracker>(
  load: () => Promise<T>,
  { report }: Pick<CaptureScope, 'report'>,
): LoadedPart<T> {
  let part: T | null = null
  let isStopped = false
  void fetchIt()

  async function fetchIt(): Promise<void> {
    try {
      part = await load()
      if (isStopped) part.stop()
    } catch (cause) {
      report(
        new PlayheadError('capture_failed', 'A part of the recorder could not be loaded.', {
          cause,
        }),
      )
    }
  }

  return {
    get part() {
      return part
    },
    drain: () => part?.drain?.(),
    stop() {
      isStopped = true
      part?.stop()
    },
  }
}
