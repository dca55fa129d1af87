import { PlayheadConfigError, type ReplayOptions, start } from '@playhead/core'
import { policyHash } from '@playhead/core/policy'
import { toWrittenPattern } from './written-pattern.ts'

/** The options of `start` that can be written into a build, and how it is called. */
export interface PlayheadNextOptions extends Pick<
  ReplayOptions,
  | 'endpoint'
  | 'release'
  | 'sampling'
  | 'consent'
  | 'respectGpc'
  | 'respectDnt'
  | 'privacy'
  | 'canvas'
  | 'crossOriginFrames'
  | 'limits'
  | 'frustration'
  | 'propagate'
> {
  /** False: `instrumentation-client.ts` calls `start` itself. Default true. */
  inject?: boolean
  /**
   * Writes the names of components into what is built for production, for the timeline to show on clicks.
   * Needs `@playhead/annotate`. Default false.
   */
  annotateComponents?: boolean
}

export type ClientOptions = Omit<PlayheadNextOptions, 'inject' | 'annotateComponents'>

const known: Record<keyof ClientOptions, true> = {
  endpoint: true,
  release: true,
  sampling: true,
  consent: true,
  respectGpc: true,
  respectDnt: true,
  privacy: true,
  canvas: true,
  crossOriginFrames: true,
  limits: true,
  frustration: true,
  propagate: true,
}

/**
 * The options as the text that the build writes into the browser's code.
 * @throws {PlayheadConfigError} `invalid_endpoint` or `invalid_option`.
 */
export function toClientOptions(options: ClientOptions): string {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) throw unknownOption(name, value)
  }
  // Outside a page `start` checks its options and does nothing else.
  void start(options).stop()
  policyHash(options.privacy)
  return JSON.stringify(options, (name, value: unknown) => {
    if (typeof value === 'function') throw notWritable(name)
    return value instanceof RegExp ? toWrittenPattern(value) : value
  })
}

function unknownOption(name: string, value: unknown): PlayheadConfigError {
  if (typeof value === 'function') return notWritable(name)
  return new PlayheadConfigError(
    'invalid_option',
    `withPlayhead has no option ${name}. Its options are ${Object.keys(known).join(', ')}, inject and annotateComponents.`,
  )
}

/** @param name of the option, or its place in a list. */
function notWritable(name: string): PlayheadConfigError {
  return new PlayheadConfigError(
    'invalid_option',
    `withPlayhead was given the function ${name}, which cannot be written into a build. Set inject: false, and pass it to start from "@playhead/next/client" in instrumentation-client.ts.`,
  )
}
