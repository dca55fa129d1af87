import type { AccessReport } from '@playhead/protocol'
import { respondJson } from '../http/respond.ts'
import type { KnownAnswer } from './known-answer.ts'

/** `GET api/access`: who asks, and what they may do. */
export const readAccess: KnownAnswer = async (_request, _parameters, { actor, can }) => {
  const report: AccessReport = { actor, can: [...can] }
  return respondJson(report)
}
