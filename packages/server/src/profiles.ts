import { ReplayError } from './replay-error.ts'
import type { ReplayServerOptions } from './replay-server-options.ts'
import type { ShareOptions } from './shares/share-options.ts'

/** Laws and standards whose demands on the server a profile meets. */
export type ServerProfile = 'gdpr' | 'ccpa' | 'hipaa' | 'pci'

type Shares = ShareOptions | false

/**
 * The options with what a profile demands: a retention where none is given, links that open no longer
 * than they should, and what cannot be left out. docs/privacy.md says which duty each part meets.
 *
 * - `gdpr`, `ccpa`: sessions stay 30 and 90 days unless you say otherwise; links open 7 days at most.
 * - `hipaa`: `authorize` and `requirePolicy` are needed; 30 days; no links.
 * - `pci`: `authorize` and `requirePolicy` are needed; 30 days; links open a day at most.
 *
 * @throws {ReplayError} `invalid_option` if the profile needs an option that is not there.
 * @example
 * createReplayServer(withServerProfile('gdpr', { store, basePath: '/api/replay', authorize }))
 */
export function withServerProfile(
  name: ServerProfile,
  options: ReplayServerOptions,
): ReplayServerOptions {
  const profiles = [...new Set([...(options.profiles ?? []), name])]
  const retention = { default: name === 'ccpa' ? '90d' : '30d', ...options.retention }
  switch (name) {
    case 'gdpr':
    case 'ccpa':
      return { ...options, profiles, retention, shares: atMost(7, options.shares) }
    case 'hipaa':
      return { ...require(name, options), profiles, retention, shares: false }
    case 'pci':
      return { ...require(name, options), profiles, retention, shares: atMost(1, options.shares) }
  }
}

function atMost(days: number, shares: Shares | undefined): Shares {
  if (shares === false) return false
  const { defaultDays = days, maxDays = days } = shares ?? {}
  return { defaultDays: Math.min(days, defaultDays), maxDays: Math.min(days, maxDays) }
}

function require(name: ServerProfile, options: ReplayServerOptions): ReplayServerOptions {
  const missing = (['authorize', 'requirePolicy'] as const).find((each) => !options[each])
  if (!missing) return options
  throw new ReplayError('invalid_option', `The profile ${name} needs the option ${missing}.`)
}
