import { isObject } from './read-json.ts'
import { toJson } from '../page/json.ts'

/** How much of a frame's page may be read: as its own marks allow, or nothing in clear. */
export type FrameLevel = 'safe' | 'mask'

/** What a page says to the frame in it. `page` names the document that it is meant for. */
export type ToFrame =
  | { say: 'invite' }
  | { say: 'begin'; page: string; firstId: number; level: FrameLevel }
  | { say: 'end'; page: string }
  /** The answer to `ask`. */
  | { say: 'ids'; page: string; turn: number; firstId: number }

/** What a frame says to the page that it is in. `page` names its document: another one has another name. */
export type ToParent =
  | { say: 'hello'; page: string }
  | { say: 'bye'; page: string }
  /** Wants numbers for the nodes of a page that is nested in this one. */
  | { say: 'ask'; page: string; turn: number }
  | { say: 'recorded'; page: string; frames: readonly unknown[]; events: readonly unknown[] }

/** Characters. More is not looked at. */
export const maxMessageLength = 4_000_000

/** Each document has as many numbers for its nodes, so that none of them is another's. */
const idsPerPage = 2 ** 30

export function firstIdOf(block: number): number {
  return block * idsPerPage
}

export function blockOf(id: number): number {
  return Math.floor(id / idsPerPage)
}

/** A text: its length is known before anything of it is read. Code that expects JSON of every message can read it. */
export function writeMessage(message: ToFrame | ToParent): string {
  const { say, ...rest } = message
  return toJson({ playhead: say, ...rest })
}

/** @returns null if it is none of ours. What is in it is as yet unchecked. */
export function readMessage(data: unknown): Record<string, unknown> | null {
  if (typeof data !== 'string' || data.length > maxMessageLength) return null
  if (!data.startsWith('{"playhead":')) return null
  try {
    const message: unknown = JSON.parse(data)
    return isObject(message) ? message : null
  } catch {
    return null
  }
}

/** @returns those of them that are origins; the others are told to `refuse`. */
export function readOrigins(
  listed: readonly unknown[],
  refuse: (listed: unknown) => void,
): string[] {
  return listed.filter((one): one is string => {
    const isOrigin = typeof one === 'string' && URL.canParse(one) && new URL(one).origin === one
    if (!isOrigin) refuse(one)
    return isOrigin
  })
}
