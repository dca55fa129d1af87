import {
  type ConsentReceiver,
  createTeller,
  fieldsOf,
  findApi,
  type FollowOptions,
} from './follow.ts'

export interface GppOptions extends FollowOptions {
  /** Fields of a US section in which 1 (opted out) counts as a refusal. Default: sale, sharing, targeting. */
  optOuts?: readonly string[]
  /** Purposes of the section for the EU that must all be consented to. Default 1, 8 and 10. */
  purposes?: readonly number[]
  /** What holds where no section applies. Default: nothing is said. */
  elsewhere?: 'granted' | 'denied'
}

const usOptOuts = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']

/**
 * Follows a banner of the IAB's Global Privacy Platform v1.1 (`__gpp`): the US sections, in which a
 * person is recorded unless they opted out, and that of the EU (`tcfeuv2`), in which they have to agree.
 * If several apply, one refusal counts. Does nothing on a page without one; the stub has to come first.
 *
 * @returns a function that ends it.
 * @example
 * followGpp(replay, { policyVersion: '2026-11' })
 */
export function followGpp(
  receiver: ConsentReceiver,
  { optOuts = usOptOuts, purposes = [1, 8, 10], elsewhere, ...options }: GppOptions = {},
): () => void {
  const tell = createTeller(receiver, 'gpp', options)
  let isOver = false
  let listener: unknown

  function isGranted(name: string, section: Record<string, unknown>): boolean {
    if (name !== 'tcfeuv2') {
      return section['Gpc'] !== true && optOuts.every((field) => section[field] !== 1)
    }
    const consents: unknown = section['PurposeConsent'] ?? section['PurposeConsents']
    // Purpose 1 is the first of the list.
    return Array.isArray(consents) && purposes.every((id) => consents[id - 1] === true)
  }

  function hear(ping: Record<string, unknown>): void {
    if (ping['signalStatus'] !== 'ready') return
    const sections = Object.entries(fieldsOf(ping['parsedSections']))
    if (!hasApplicable(ping['applicableSections']) || sections.length === 0) {
      if (elsewhere) tell(elsewhere === 'granted')
      return
    }
    tell(sections.every(([name, section]) => isGranted(name, flatten(section))))
  }

  findApi('__gpp')?.('addEventListener', (value: unknown, isSuccess: unknown) => {
    const { listenerId, pingData } = fieldsOf(value)
    listener = listenerId
    if (!isOver && isSuccess !== false) hear(fieldsOf(pingData))
  })
  return () => {
    isOver = true
    findApi('__gpp')?.('removeEventListener', () => undefined, listener)
  }
}

/** -1 and 0 stand for none. */
function hasApplicable(ids: unknown): boolean {
  return Array.isArray(ids) && ids.some((id) => Number(id) > 0)
}

/** A section is an object, or a list of segments. */
function flatten(section: unknown): Record<string, unknown> {
  const segments: unknown[] = Array.isArray(section) ? section : [section]
  return Object.assign({}, ...segments.map(fieldsOf))
}
