import { CmpApi as GppApi } from '@iabgpp/cmpapi'
import { CmpApi as TcfApi } from '@iabtcf/cmpapi'
import { GVL, TCModel, TCString } from '@iabtcf/core'
import { getReplay, start } from '@playhead/core'
import { followGoogleConsent, followGpp, followTcf } from '@playhead/core/consent'

/* What a page with each kind of consent platform does, in the platform's own code. */

/** As every platform's snippet has it: keeps calls until the platform is there. */
function stub(name: '__tcfapi' | '__gpp'): void {
  const calls: unknown[][] = []
  const keep = (...call: unknown[]): unknown => (call.length === 0 ? calls : calls.push(call))
  Object.assign(window, { [name]: Object.assign(keep, { queue: calls, events: [] }) })
}

/** A vendor list with nobody on it; the real one is fetched. */
const list = {
  gvlSpecificationVersion: 3,
  vendorListVersion: 1,
  tcfPolicyVersion: 5,
  lastUpdated: '2026-11-01T00:00:00Z',
  purposes: {},
  specialPurposes: {},
  features: {},
  specialFeatures: {},
  stacks: {},
  vendors: {},
}

function toTcString(purposes: number[]): string {
  const model = new TCModel(new GVL(list))
  model.cmpId = 5
  model.cmpVersion = 1
  model.purposeConsents.set(purposes)
  return TCString.encode(model)
}

function tcf(): (purposes: number[], isShown?: boolean) => void {
  const api = new TcfApi(5, 1, true)
  return (purposes, isShown = false) => api.update(toTcString(purposes), isShown)
}

function gpp(): (saleOptOut: number) => void {
  const api = new GppApi(5, 1)
  api.setApplicableSections([7])
  return (saleOptOut) => {
    api.setFieldValue('usnat', 'SaleOptOut', saleOptOut)
    api.fireSectionChange('usnat')
    Reflect.apply(api.setSignalStatus, api, ['ready'])
  }
}

Object.assign(window, {
  start,
  getReplay,
  stub,
  tcf,
  gpp,
  followTcf,
  followGpp,
  followGoogleConsent,
})
