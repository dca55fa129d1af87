import type { NextConfig } from 'next'
import { addAnnotation } from './annotate.ts'
import { type PlayheadNextOptions, toClientOptions } from './client-options.ts'
import { readNextVersion, supportsInject } from './next-version.ts'

export type { PlayheadNextOptions } from './client-options.ts'

interface ConfigSeams {
  nextVersion?: string
  /** The path of what annotates components. */
  loader?: string
}

/** A config as a function, as Next calls it. */
export type NextConfigFunction<Result extends NextConfig | Promise<NextConfig>> = (
  phase: string,
  context: { defaultConfig: NextConfig },
) => Result

/**
 * Starts recording in the browser before React hydrates: in Next 16.3 and later by itself, before that
 * once `instrumentation-client.ts` calls `start` from `@playhead/next/client`.
 *
 * @param config an object, or a function of `(phase, { defaultConfig })`, sync or async.
 * @param options.inject false to call `start` in `instrumentation-client.ts` in any version, for
 *   instance with an `onError`, which is a function and cannot be written into a build. Default true.
 * @param options.annotateComponents true to name components on clicks in production. Default false.
 * @param seams.loader default: that of the project's `@playhead/annotate`.
 * @param seams.nextVersion default: the version of the project's `next`.
 * @throws {PlayheadConfigError} `invalid_endpoint` or `invalid_option`.
 * @example
 * // next.config.ts
 * export default withPlayhead({ reactStrictMode: true }, { endpoint: '/api/replay' })
 */
export function withPlayhead<Result extends NextConfig | Promise<NextConfig>>(
  config: NextConfigFunction<Result>,
  options: PlayheadNextOptions,
  seams?: ConfigSeams,
): NextConfigFunction<Result extends Promise<NextConfig> ? Promise<NextConfig> : NextConfig>
export function withPlayhead(
  config: NextConfig,
  options: PlayheadNextOptions,
  seams?: ConfigSeams,
): NextConfig
export function withPlayhead(
  config: NextConfig | NextConfigFunction<NextConfig | Promise<NextConfig>>,
  options: PlayheadNextOptions,
  { nextVersion = readNextVersion(), loader }: ConfigSeams = {},
): NextConfig | NextConfigFunction<NextConfig | Promise<NextConfig>> {
  const { inject = true, annotateComponents = false, ...recording } = options
  const clientOptions = toClientOptions(recording)
  const isInjected = inject && supportsInject(nextVersion)

  // In development React itself knows the names.
  const isAnnotated = annotateComponents && process.env.NODE_ENV === 'production'

  function extend(own: NextConfig): NextConfig {
    const extended: NextConfig = {
      ...(isAnnotated ? addAnnotation(own, loader) : own),
      env: { ...own.env, PLAYHEAD_CLIENT_OPTIONS: clientOptions },
    }
    if (isInjected) {
      extended.instrumentationClientInject = [
        ...(own.instrumentationClientInject ?? []),
        '@playhead/next/inject',
      ]
    }
    return extended
  }

  if (typeof config !== 'function') return extend(config)
  return (phase, context) => {
    const own = config(phase, context)
    return own instanceof Promise ? own.then(extend) : extend(own)
  }
}
