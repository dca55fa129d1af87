import type { LinkEvent } from '@playhead/protocol'
import type { ReportedLink } from './recording.ts'
import { toTexts } from './to-texts.ts'

/** Subject, status and address. */
const known =
  /^(?:error|event|feedback|session) (?:pending|confirmed|rejected) (?:null$|https?:\/\/)/i

/** @returns null if it is no link: the server would refuse the segment that it is in. */
export function toLinkEvent({ at, link }: ReportedLink): LinkEvent | null {
  const event = { url: null, ...toTexts(link), type: 'link', at: Number(link.at ?? at) }
  return isLink(event) ? event : null
}

function isLink(event: {
  at: number
  url: string | null
  [text: string]: string | number | null
}): event is LinkEvent & Record<string, string> {
  const { at, tool, subject, id, url, status } = event
  return tool && id && at >= 0 ? known.test(`${subject} ${status} ${url}`) : false
}
