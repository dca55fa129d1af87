import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PlayheadConfigError } from '@playhead/core'
import type { NextConfig } from 'next'

type Rules = NonNullable<NonNullable<NextConfig['turbopack']>['rules']>

const loaderName = '@playhead/annotate/loader'
/** Files that may hold elements. */
const patterns = ['*.tsx', '*.jsx']

/**
 * Has Turbopack and webpack name components in the project's own files.
 *
 * @param loader its path. Default: that of the project's `@playhead/annotate`.
 * @throws {PlayheadConfigError} `invalid_option` if that is not installed.
 */
export function addAnnotation(own: NextConfig, loader: string = findLoader()): NextConfig {
  const rules: Rules = { ...own.turbopack?.rules }
  for (const pattern of patterns) {
    const known = rules[pattern]
    const rule = { loaders: [loader], condition: { not: 'foreign' as const } }
    rules[pattern] =
      known === undefined ? rule : [...(Array.isArray(known) ? known : [known]), rule]
  }
  return {
    ...own,
    turbopack: { ...own.turbopack, rules },
    webpack(config, context) {
      config.module.rules.push({
        test: /\.[jt]sx$/,
        exclude: /node_modules/,
        enforce: 'pre',
        use: loader,
      })
      return own.webpack ? own.webpack(config, context) : config
    },
  }
}

function findLoader(): string {
  try {
    return createRequire(join(process.cwd(), 'next.config.js')).resolve(loaderName)
  } catch (cause) {
    throw new PlayheadConfigError(
      'invalid_option',
      'annotateComponents needs @playhead/annotate, which is not installed: npm install --save-dev @playhead/annotate.',
      { cause },
    )
  }
}
