import {
  type ConsentReceiver,
  createTeller,
  fieldsOf,
  findApi,
  type FollowOptions,
} from './follow.ts'

export interface TcfOptions extends FollowOptions {
  /**
   * Purposes that must all be consented to. Default 1 (storage on the device), 8 (measuring content)
   * and 10 (improving services). Legitimate interest does not count.
   */
  purposes?: readonly number[]
  /** A vendor of the global list that must be disclosed and consented to. Default none. */
  vendor?: number
  /** What holds where the GDPR does not apply, by the platform's word. Default: nothing is said. */
  outsideGdpr?: 'granted' | 'denied'
}

/**
 * Follows a banner of the IAB's Transparency & Consent Framework v2.3 (`__tcfapi`), also when the person
 * changes their mind. Does nothing on a page without one; the platform's stub has to come first.
 *
 * @returns a function that ends it.
 * @example
 * followTcf(replay, { policyVersion: '2026-11' })
 */
export function followTcf(
  receiver: ConsentReceiver,
  { purposes = [1, 8, 10], vendor, outsideGdpr, ...options }: TcfOptions = {},
): () => void {
  const tell = createTeller(receiver, 'tcf', options)
  let isOver = false
  let listener: unknown

  function isGranted(data: Record<string, unknown>): boolean {
    const purpose = fieldsOf(fieldsOf(data['purpose'])['consents'])
    if (!purposes.every((id) => purpose[id] === true)) return false
    if (vendor === undefined) return true
    const { consents, disclosedVendors } = fieldsOf(data['vendor'])
    return fieldsOf(consents)[vendor] === true && fieldsOf(disclosedVendors)[vendor] === true
  }

  findApi('__tcfapi')?.('addEventListener', 2, (value: unknown, isSuccess: unknown) => {
    const data = fieldsOf(value)
    listener = data['listenerId']
    if (isOver || isSuccess !== true) return
    if (data['gdprApplies'] === false) {
      if (outsideGdpr) tell(outsideGdpr === 'granted')
      return
    }
    // While the banner is shown nothing has been answered.
    const status = data['eventStatus']
    if (status === 'tcloaded' || status === 'useractioncomplete') tell(isGranted(data))
  })
  return () => {
    isOver = true
    findApi('__tcfapi')?.('removeEventListener', 2, () => undefined, listener)
  }
}
