import type { ToldTracker } from '../capture/late.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { Thresholds } from './frustration-options.ts'
import { judgeClicks } from './judge-clicks.ts'
import { judgeErrors } from './judge-errors.ts'
import type { TellFrustration } from './signal.ts'
import type { News } from './watch-clicks.ts'

export { judgeVisits } from './judge-visits.ts'

/**
 * Judges clicks by what has come of them: loaded once some are worth it.
 *
 * @param rest the page needs not be observed any more.
 */
export function judge(
  tell: TellFrustration,
  scope: CaptureScope,
  thresholds: Thresholds,
  rest: () => void,
): ToldTracker<News> {
  const clicks = judgeClicks(tell, scope, thresholds, rest)
  const errors = thresholds.errorClick && judgeErrors(tell, scope, thresholds.errorClick)
  return {
    hear(news, at = scope.clock.now()) {
      clicks.hear(news, at)
      if (news.type === 'event') errors?.(news)
    },
    drain: () => undefined,
    stop: clicks.stop,
  }
}
