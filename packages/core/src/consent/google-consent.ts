import { patch } from '../page/patch.ts'
import { type ConsentReceiver, createTeller, fieldsOf, type FollowOptions } from './follow.ts'

export interface GoogleConsentOptions extends FollowOptions {
  /** The consent type that covers recordings. Default `analytics_storage`. */
  type?: string
  /** The name of the data layer. Default `dataLayer`. */
  dataLayer?: string
}

/**
 * Follows Google Consent Mode v2: what `gtag('consent', 'default' | 'update', …)` says of one consent
 * type, also what was said before. A default for certain regions is passed over, as only Google knows
 * where the person is; what the banner says then counts.
 *
 * @returns a function that ends it.
 * @example
 * const replay = start({ endpoint: '/api/replay', consent: 'required' })
 * followGoogleConsent(replay, { policyVersion: '2026-11' })
 */
export function followGoogleConsent(
  receiver: ConsentReceiver,
  { type = 'analytics_storage', dataLayer = 'dataLayer', ...options }: GoogleConsentOptions = {},
): () => void {
  const tell = createTeller(receiver, 'google-consent-mode', options)
  const existing: unknown = Reflect.get(globalThis, dataLayer)
  const layer: unknown[] = Array.isArray(existing) ? existing : []
  if (layer !== existing) Reflect.set(globalThis, dataLayer, layer)

  function hear(command: unknown): void {
    // gtag pushes its `arguments`, which is no array.
    const { 0: name, 1: action, 2: said } = fieldsOf(command)
    if (name !== 'consent' || (action !== 'default' && action !== 'update')) return
    const { [type]: answer, region } = fieldsOf(said)
    if (action === 'default' && region !== undefined) return
    if (answer === 'granted' || answer === 'denied') tell(answer === 'granted')
  }

  layer.forEach(hear)
  return patch(layer, 'push', (original, isActive) => (...commands) => {
    const length = Reflect.apply(original, layer, commands)
    if (isActive()) commands.forEach(hear)
    return length
  })
}
