import { afterEach, describe, expect, it } from 'vitest'
import { followGoogleConsent, followGpp, followTcf } from '../consent.ts'

type Said = [answer: string, signal: string | undefined, policyVersion: string | undefined]

/** Takes down what a recording is told. */
function listenIn() {
  const said: Said[] = []
  const setConsent = (
    answer: string,
    { signal, policyVersion }: { signal?: string; policyVersion?: string } = {},
  ): void => void said.push([answer, signal, policyVersion])
  return { said, setConsent }
}

const install = (name: string, value: unknown): void => void Reflect.set(globalThis, name, value)

afterEach(() => {
  for (const name of ['dataLayer', '__tcfapi', '__gpp']) Reflect.deleteProperty(globalThis, name)
})

describe('Google Consent Mode', () => {
  /** Google's snippet pushes `arguments`: an object with the numbers as keys, and no array. */
  function gtag(...command: unknown[]): void {
    const layer: unknown = Reflect.get(globalThis, 'dataLayer')
    if (Array.isArray(layer)) layer.push({ ...command, length: command.length })
  }

  it('is followed from what was said before to what is said later, each answer once', () => {
    install('dataLayer', [])
    gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'granted' })
    const replay = listenIn()
    const stop = followGoogleConsent(replay, { policyVersion: '2026-11' })
    gtag('event', 'page_view')
    gtag('consent', 'update', { ad_storage: 'denied' })
    gtag('consent', 'update', { analytics_storage: 'granted' })
    gtag('consent', 'update', { analytics_storage: 'granted' })
    stop()
    gtag('consent', 'update', { analytics_storage: 'denied' })
    expect(replay.said).toEqual([
      ['denied', 'google-consent-mode', '2026-11'],
      ['granted', 'google-consent-mode', '2026-11'],
    ])
  })

  it('may be there later than the recording, and of a default for some regions nothing is said', () => {
    const replay = listenIn()
    followGoogleConsent(() => replay, { type: 'functionality_storage' })
    gtag('consent', 'default', { functionality_storage: 'granted', region: ['US'] })
    expect(replay.said).toEqual([])
    gtag('consent', 'update', { functionality_storage: 'granted' })
    expect(replay.said).toEqual([['granted', 'google-consent-mode', undefined]])
  })
})

describe('TCF', () => {
  let tell: (data: object, isSuccess?: boolean) => void = () => undefined
  const removed: unknown[] = []

  function installPlatform(): void {
    install('__tcfapi', (command: string, version: number, call: unknown, id: unknown) => {
      expect(version).toBe(2)
      if (command === 'removeEventListener') removed.push(id)
      if (command !== 'addEventListener' || typeof call !== 'function') return
      tell = (data, isSuccess = true) => {
        Reflect.apply(call, undefined, [{ listenerId: 7, gdprApplies: true, ...data }, isSuccess])
      }
    })
  }
  const consents = (...purposes: number[]) => ({
    purpose: { consents: Object.fromEntries(purposes.map((id) => [id, true])) },
  })

  it('is followed: no answer while the banner is shown, then each change of mind', () => {
    installPlatform()
    const replay = listenIn()
    const stop = followTcf(replay, { policyVersion: '3' })
    tell({ eventStatus: 'cmpuishown', ...consents() })
    expect(replay.said).toEqual([])
    tell({ eventStatus: 'useractioncomplete', ...consents(1, 8, 10) })
    tell({ eventStatus: 'useractioncomplete', ...consents(1, 10) })
    tell({ eventStatus: 'useractioncomplete', ...consents(1, 8, 10) }, false)
    stop()
    tell({ eventStatus: 'useractioncomplete', ...consents(1, 8, 10) })
    expect(replay.said).toEqual([
      ['granted', 'tcf', '3'],
      ['denied', 'tcf', '3'],
    ])
    expect(removed).toEqual([7])
  })

  it('wants a vendor disclosed and consented to, if one is named', () => {
    installPlatform()
    const replay = listenIn()
    followTcf(replay, { purposes: [1], vendor: 42 })
    const vendor = { consents: { 42: true } }
    tell({ eventStatus: 'tcloaded', ...consents(1), vendor })
    const disclosedVendors = { 42: true }
    tell({ eventStatus: 'tcloaded', ...consents(1), vendor: { ...vendor, disclosedVendors } })
    expect(replay.said.map(([answer]) => answer)).toEqual(['denied', 'granted'])
  })

  it('says nothing where the GDPR does not apply, unless told what holds there', () => {
    installPlatform()
    const replay = listenIn()
    followTcf(replay)
    tell({ gdprApplies: false, eventStatus: 'tcloaded' })
    expect(replay.said).toEqual([])
    followTcf(replay, { outsideGdpr: 'granted' })
    tell({ gdprApplies: false, eventStatus: 'tcloaded' })
    expect(replay.said).toEqual([['granted', 'tcf', undefined]])
  })
})

describe('GPP', () => {
  let tell: (pingData: object) => void = () => undefined

  function installPlatform(): void {
    install('__gpp', (command: string, call: unknown) => {
      if (command !== 'addEventListener' || typeof call !== 'function') return
      tell = (pingData) => {
        const event = { eventName: 'signalStatus', listenerId: 1, pingData }
        Reflect.apply(call, undefined, [event, true])
      }
    })
  }

  it.each([
    ['a person who did not opt out', { usnat: [{ SaleOptOut: 2 }, { Gpc: false }] }, 'granted'],
    ['one who opted out', { usca: { SaleOptOut: 2, SharingOptOut: 1 } }, 'denied'],
    ['one whose browser says so', { usnat: [{ SaleOptOut: 2 }, { Gpc: true }] }, 'denied'],
    [
      'a European who agreed',
      { tcfeuv2: [{ PurposeConsent: Array.from({ length: 24 }, () => true) }] },
      'granted',
    ],
    [
      'a European who did not to all',
      { tcfeuv2: { PurposeConsent: [true, true, true, true, true, true, true, false] } },
      'denied',
    ],
  ])('is followed: %s', (_, parsedSections, answer) => {
    installPlatform()
    const replay = listenIn()
    followGpp(replay)
    tell({ signalStatus: 'not ready', applicableSections: [7], parsedSections })
    expect(replay.said).toEqual([])
    tell({ signalStatus: 'ready', applicableSections: [7], parsedSections })
    expect(replay.said).toEqual([[answer, 'gpp', undefined]])
  })

  it('says nothing where no section applies, unless told what holds there', () => {
    installPlatform()
    const replay = listenIn()
    followGpp(replay)
    tell({ signalStatus: 'ready', applicableSections: [-1], parsedSections: {} })
    expect(replay.said).toEqual([])
    followGpp(replay, { elsewhere: 'denied' })
    tell({ signalStatus: 'ready', applicableSections: [-1], parsedSections: {} })
    expect(replay.said).toEqual([['denied', 'gpp', undefined]])
  })
})

it('does nothing on a page without a platform', () => {
  const replay = listenIn()
  for (const stop of [followTcf(replay), followGpp(replay)]) stop()
  expect(replay.said).toEqual([])
})
