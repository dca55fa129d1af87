import type { ReplayOptions } from './replay-options.ts'

/** Laws and standards whose demands on a recorder a profile meets. */
export type ProfileName = 'gdpr' | 'ccpa' | 'hipaa' | 'pci'

/**
 * The options with what a profile demands. It wins over what they say otherwise, so that no later change
 * of them weakens it; docs/privacy.md says which duty each part meets. Several may be laid over another.
 *
 * - `gdpr`: nothing before consent; Global Privacy Control.
 * - `ccpa`: Global Privacy Control.
 * - `hipaa`: nothing before consent; no request's headers or bodies.
 * - `pci`: no pages with payment fields; no request's headers or bodies.
 *
 * @example
 * startReplay(withProfile('gdpr', { endpoint: '/api/replay', privacy }))
 */
export function withProfile(name: ProfileName, options: ReplayOptions): ReplayOptions {
  const { headers: _headers, bodies: _bodies, ...network } = options.network ?? {}
  switch (name) {
    case 'gdpr':
      return { ...options, consent: 'required', respectGpc: true }
    case 'ccpa':
      return { ...options, respectGpc: true }
    case 'hipaa':
      return { ...options, consent: 'required', respectGpc: true, network }
    case 'pci':
      return { ...options, network, privacy: { ...options.privacy, allowPaymentPages: false } }
  }
}
