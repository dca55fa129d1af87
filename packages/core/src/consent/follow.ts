import type { Replay } from '../replay.ts'

/** What is told: a recording, or how to find it (`getReplay`), should it start later or elsewhere. */
export type ConsentReceiver = Pick<Replay, 'setConsent'> | (() => Pick<Replay, 'setConsent'> | null)

export interface FollowOptions {
  /** Which version of your policy's text the banner shows; stands on the session's timeline. */
  policyVersion?: string
}

/** Passes an answer on, and only when it is another one. Never throws. */
export function createTeller(
  receiver: ConsentReceiver,
  signal: string,
  { policyVersion }: FollowOptions,
): (isGranted: boolean) => void {
  let last: boolean | null = null
  const details = { signal, ...(policyVersion === undefined ? {} : { policyVersion }) }
  return (isGranted) => {
    const replay = typeof receiver === 'function' ? receiver() : receiver
    if (!replay || isGranted === last) return
    last = isGranted
    replay.setConsent(isGranted ? 'granted' : 'denied', details)
  }
}

/** A consent platform's function of that name on this page; its stub is there before the platform. */
export function findApi(name: string): ((...args: readonly unknown[]) => unknown) | null {
  const api: unknown = Reflect.get(globalThis, name)
  return typeof api === 'function' ? (...args) => Reflect.apply(api, globalThis, args) : null
}

/** The fields of whatever a platform hands over; none if it is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
