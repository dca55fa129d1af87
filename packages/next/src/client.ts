import {
  PlayheadConfigError,
  type Replay,
  type ReplayOptions,
  start as startRecording,
} from '@playhead/core'
import { readWrittenPattern } from './written-pattern.ts'

/**
 * Starts recording this page with the options given to `withPlayhead`. Needed only where those are not
 * applied by themselves: before Next 16.3, or with `inject: false`.
 *
 * @param options added to those of `withPlayhead`; the only place for functions, such as `onError`.
 * @throws {PlayheadConfigError} `invalid_endpoint` or `invalid_option`.
 * @example
 * // instrumentation-client.ts
 * import { start } from '@playhead/next/client'
 * start()
 */
export function start(options: Partial<ReplayOptions> = {}): Replay {
  const { endpoint, ...rest }: Partial<ReplayOptions> = { ...readConfigured(), ...options }
  if (endpoint === undefined) {
    throw new PlayheadConfigError(
      'invalid_endpoint',
      'There is no endpoint. Wrap the config in next.config.ts in withPlayhead(config, { endpoint }), or pass one to start.',
    )
  }
  return startRecording({ endpoint, ...rest })
}

function readConfigured(): Partial<ReplayOptions> {
  // `withPlayhead` has the build replace this very expression with a string.
  const text = process.env.PLAYHEAD_CLIENT_OPTIONS
  return text ? (JSON.parse(text, readWrittenPattern) as ReplayOptions) : {}
}
