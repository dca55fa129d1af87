import {
  type PlayheadError,
  type Replay,
  type ReplayOptions,
  type ReplayState,
  start,
} from '../src/index.ts'
import { collectSegments, type SegmentCollector } from './collect-segments.ts'

export interface RecordedPage extends SegmentCollector {
  replay: Replay
  errors: PlayheadError[]
}

/** Puts `html` into the page and records it, without a server. */
export async function recordPage(
  html: string,
  options: Partial<ReplayOptions> = {},
  state: ReplayState['name'] = 'recording',
): Promise<RecordedPage> {
  document.body.innerHTML = html
  const server = collectSegments()
  const errors: PlayheadError[] = []
  const replay = start({
    endpoint: '/api/replay',
    fetch: server.fetch,
    onError: (error) => errors.push(error),
    ...options,
  })
  await untilState(replay, state)
  // The page is written down in the task after.
  await new Promise((resolve) => setTimeout(resolve))
  return { ...server, replay, errors }
}

/** Resolves once the replay is in that state. */
export function untilState(
  replay: Replay,
  name: ReturnType<Replay['getState']>['name'],
): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (replay.getState().name !== name) return
      unsubscribe()
      resolve()
    }
    const unsubscribe = replay.subscribe(check)
    check()
  })
}
