import type { Attributes } from '../privacy/mask-attributes.ts'
import type { PrivacyLevel } from '../privacy/privacy-level.ts'
import type { Policy } from '../privacy/policy.ts'
import type { OnSheet } from './element-state.ts'
import type { Room } from './frame-queue.ts'
import type { Mirror } from './mirror.ts'

/** A node as rrweb writes it: https://github.com/rrweb-io/rrweb/blob/master/packages/types/src/index.ts */
export interface SerializedNode {
  type: number
  id: number
  tagName?: string
  attributes?: Attributes
  childNodes?: SerializedNode[]
  textContent?: string
  isSVG?: true
  isCustom?: true
  isShadow?: true
  isShadowHost?: true
  needBlock?: true
  /** The document that it is in, if that is a frame's. */
  rootId?: number
  compatMode?: string
  name?: string
  publicId?: string
  systemId?: string
}

/** What else there is to follow of what has been found. */
interface OnFound extends OnSheet {
  /** Anything that is in the frames from now on. */
  node(node: Node): void
  /** What there is no room for. */
  later(node: Node): void
  shadowRoot(root: ShadowRoot): void
  frame(frame: HTMLIFrameElement): void
  field(field: Element, text: string): void
  /** The value of an attribute `class`, if there is one. */
  classes(list: unknown): void
}

export interface SerializeContext {
  policy: Policy
  mirror: Mirror
  room: Room
  found: OnFound
}

export interface Where {
  /** Of what it is in. */
  level: PrivacyLevel
  /** null for a document. */
  parent: Node | null
  /** Whether somebody may have scrolled it. */
  isOld: boolean
}
