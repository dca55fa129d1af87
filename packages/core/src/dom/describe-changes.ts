import { topLayer } from '@playhead/protocol/recording'
import { type Attributes, maskAttributes } from '../privacy/mask-attributes.ts'
import { isRemarked, isTextField, maskField, maskTextNode, typeOf } from '../privacy/mask-node.ts'
import { parentAcross } from '../privacy/privacy-level.ts'
import { createLine } from '../privacy/redact-split-text.ts'
import {
  getAttribute,
  isConnected,
  isElement,
  ownerDocument,
  parentNode,
  tagOf,
  textContent,
} from './access.ts'
import { parsedText } from './css-text.ts'
import { appliesNowhere, isSwitchedOff, openMode } from './element-state.ts'
import type { RecordContext } from './record-context.ts'
import { policyIn } from './scrub-urls-in.ts'

export interface OnAttribute {
  /** An element bears other marks than when it was recorded: what stands for it no longer fits. */
  remarked(): void
  /** The value of an attribute `class`, if that has changed. */
  classes(list: unknown): void
}

/** What a text says by now, if it is still there. */
export function describeText(
  node: Node,
  { scope: { policy }, mirror, levelOf }: RecordContext,
): object[] {
  const id = mirror.idOf(node)
  if (id === 0 || !isConnected(node)) return []
  const parent = parentNode(node)
  const tag = parent && isElement(parent) ? tagOf(parent) : ''
  const text = textContent(node) ?? ''
  const rules = policyIn(policy, ownerDocument(node))
  const level = levelOf(node)
  const mask = (part: string): string => maskTextNode(part, level, tag, rules)
  const told = { textContent: tag === 'style' ? parsedText(text, mask) : mask(text) }
  if (level === 'safe') {
    const line = createLine(policy.detectors)
    line.add(told)
    line.addBeside(node, false)
    line.addBeside(node, true)
    line.end()
  }
  return [{ id, value: told.textContent }]
}

/** What attributes of an element say by now. @param names each with its namespace. */
export function describeAttributes(
  element: Element,
  names: ReadonlyMap<string, string | null>,
  { scope: { policy }, mirror, levelOf }: RecordContext,
  on: OnAttribute,
): object[] {
  const id = mirror.idOf(element)
  if (id === 0 || !isConnected(element)) return []
  if (isRemarked(element, policy)) on.remarked()
  const level = levelOf(element)
  if (level === 'block') return []
  const tag = tagOf(element)
  const raw: Attributes = {}
  for (const [name, space] of names) {
    // A frame shows what is recorded of it, and loads nothing.
    if (tag !== 'iframe' || name !== 'src') raw[name] = getAttribute(element, name, space)
  }
  on.classes(raw['class'])
  const type = typeOf(element)
  const attributes = maskAttributes(raw, {
    tag,
    type,
    level,
    ...policyIn(policy, ownerDocument(element)),
  })
  if (isSwitchedOff(element)) attributes['media'] = appliesNowhere
  if (isTextField(element)) {
    // Also asked when its type changes: what was a password once stays one.
    const value = maskField(element, levelOf(parentAcross(element) ?? element), policy)
    if ('value' in raw) attributes['value'] = value
  } else if (tag === 'dialog' && 'open' in raw) {
    if (raw['open'] !== null) attributes['rr_open_mode'] = openMode(element)
    // Its event does not come if it is closed right after it was opened (Chromium 156).
    else attributes[topLayer] = null
  }
  return Object.keys(attributes).length > 0 ? [{ id, attributes }] : []
}
