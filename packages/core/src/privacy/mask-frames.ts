import type {
  eventWithoutTime,
  incrementalData,
  mutationData,
  serializedNodeWithId,
  styleSheetAddRule,
} from '@rrweb/types'
import { detect, redact } from '@playhead/protocol'
import { type Attributes, maskAttributes, scrubDeclaration } from './mask-attributes.ts'
import { maskText, maskValue } from './mask-text.ts'
import type { Policy } from './policy.ts'
import {
  combineLevel,
  isElementOfAnyRealm,
  type LevelCache,
  parentAcross,
  type PrivacyLevel,
  type PrivacyMarks,
  readMarks,
  tagNameOf,
} from './privacy-level.ts'
import { isReadableField, readField } from './readable-field.ts'
import { redactSplitText } from './redact-split-text.ts'
import { scrubStylesheet } from './scrub-css.ts'

/** An rrweb event before it has a time. */
export type RawFrame = Pick<eventWithoutTime, 'type' | 'data'>

/** Finds the DOM node behind an id of rrweb's. */
export type FindNode = (id: number) => Node | null

/*
 * rrweb's values, written out: its enums would pull a whole package in.
 * https://github.com/rrweb-io/rrweb/blob/master/packages/types/src/index.ts
 */
const eventType = {
  domContentLoaded: 0,
  load: 1,
  fullSnapshot: 2,
  incremental: 3,
  meta: 4,
} as const
const nodeType = { document: 0, documentType: 1, element: 2, text: 3 } as const
const source = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  mediaInteraction: 7,
  styleSheetRule: 8,
  drag: 12,
  styleDeclaration: 13,
  adoptedStyleSheet: 15,
  customElement: 16,
} as const

/** Positions, sizes and names of custom elements: nothing of the page's content. */
const harmless: ReadonlySet<number> = new Set([
  source.mouseMove,
  source.mouseInteraction,
  source.scroll,
  source.viewportResize,
  source.touchMove,
  source.mediaInteraction,
  source.drag,
  source.customElement,
])

/** Deeper nodes are left out: the format allows 2,048 levels of JSON, and a DOM level costs two. */
const maxDomDepth = 900

/**
 * The one place where frames are masked: every rrweb event passes here after rrweb has built it and
 * before anything is turned into text, queued or sent.
 *
 * Why one pass, and not rrweb's `maskTextFn`, `maskInputFn` and so on: those cover text and some input
 * types; attributes, options, hidden inputs, contenteditable text, the title, the page's URL and
 * stylesheets have no hook, and each event type that rrweb adds would bring its own gap. Here every
 * type of event and of node is named, and what is not named is dropped.
 *
 * The level of a node is read from the DOM at this moment, which is the moment rrweb read the text, as
 * it emits from within its own mutation callback. A node that is gone by then counts as masked.
 *
 * The event is changed in place; it is rrweb's own copy, and rrweb never reads contents back from it.
 *
 * @param onRemarked an element bears other marks than when it was recorded: what stands for it and its
 *   subtree no longer fits.
 * @returns the event, or null if there is nothing left to record.
 */
export function maskFrame(
  frame: RawFrame,
  policy: Policy,
  findNode: FindNode,
  onRemarked: () => void = () => undefined,
): RawFrame | null {
  switch (frame.type) {
    case eventType.domContentLoaded:
    case eventType.load:
      return { type: frame.type, data: {} } as RawFrame
    case eventType.meta: {
      const data = frame.data as { href: string }
      data.href = policy.scrubUrl(data.href)
      return frame
    }
    case eventType.fullSnapshot: {
      const { node } = frame.data as { node: serializedNodeWithId }
      maskNode(node, policy.levelOf(findNode(node.id)), null, { policy, findNode }, 0)
      redactSplitText(node)
      return frame
    }
    case eventType.incremental:
      return maskIncremental(frame.data as incrementalData, { policy, findNode, onRemarked })
        ? frame
        : null
    default:
      return null
  }
}

interface Context {
  policy: Policy
  findNode: FindNode
}

interface MutationContext extends Context {
  onRemarked(): void
}

function maskNode(
  node: serializedNodeWithId,
  outer: PrivacyLevel,
  parentTag: string | null,
  context: Context,
  depth: number,
): void {
  if (node.type === nodeType.text) {
    node.textContent = maskTextNode(node.textContent, outer, parentTag, context.policy)
    return
  }
  if (node.type === nodeType.document) {
    maskChildren(node.childNodes, outer, null, context, depth)
    return
  }
  if (node.type === nodeType.element) {
    const element = context.findNode(node.id)
    const level = levelInside(element, outer, context.policy)
    node.attributes = maskAttributes(node.attributes as Attributes, {
      tag: node.tagName,
      type: node.tagName === 'input' ? typeOf(element) : 'text',
      level,
      scrubUrl: context.policy.scrubUrl,
      readable: readableValue(element, outer, context.policy),
    }) as typeof node.attributes
    if (level === 'block' || depth > maxDomDepth) node.childNodes = []
    else maskChildren(node.childNodes, level, node.tagName, context, depth)
    return
  }
  // Comments and CDATA carry text that nobody sees.
  if (node.type !== nodeType.documentType) node.textContent = ''
}

function maskChildren(
  nodes: serializedNodeWithId[],
  level: PrivacyLevel,
  tag: string | null,
  context: Context,
  depth: number,
): void {
  for (const node of nodes) maskNode(node, level, tag, context, depth + 1)
}

function levelInside(node: Node | null, outer: PrivacyLevel, policy: Policy): PrivacyLevel {
  if (!node || !isElementOfAnyRealm(node)) return outer === 'block' ? 'block' : 'mask'
  const marks = readMarks(node, policy.selectors)
  const key = keyOf(marks)
  if (key !== '') policy.marks.set(node, key)
  return combineLevel(outer, marks)
}

function keyOf({ safe, mask, block }: PrivacyMarks): string {
  return `${safe ? 's' : ''}${mask ? 'm' : ''}${block ? 'b' : ''}`
}

/** @returns the value of a field that may be read; undefined for any other. */
function readableValue(
  node: Node | null,
  outer: PrivacyLevel,
  { selectors }: Policy,
): string | undefined {
  if (!node || !isElementOfAnyRealm(node) || !/^(?:input|textarea)$/i.test(tagNameOf(node))) {
    return undefined
  }
  const { safe, mask, block } = readMarks(node, selectors)
  const isOpen = outer === 'safe' || outer === 'default'
  if (!isReadableField(node, safe && !mask && !block && isOpen)) return undefined
  const value = readField(node)
  return redact(value, detect(value))
}

function maskTextNode(
  text: string,
  level: PrivacyLevel,
  parentTag: string | null,
  policy: Policy,
): string {
  const tag = parentTag?.toLowerCase()
  if (level === 'block' || tag === 'script') return ''
  if (tag === 'style') return scrubStylesheet(text, policy.scrubUrl)
  if (level === 'editable') return text.trim() === '' ? '' : maskValue(text)
  // Markup that scripting leaves as text may hold anything, in a safe subtree too.
  return level === 'safe' && tag !== 'noscript' ? redact(text, detect(text)) : maskText(text)
}

function maskIncremental(data: incrementalData, context: MutationContext): boolean {
  const { policy, findNode } = context
  switch (data.source) {
    case source.mutation:
      return maskMutation(data, context)
    case source.input:
      return maskInput(data, policy, findNode)
    case source.styleSheetRule:
      data.adds?.forEach((rule) => scrubRule(rule, policy))
      if (data.replace !== undefined) data.replace = scrubStylesheet(data.replace, policy.scrubUrl)
      if (data.replaceSync !== undefined) {
        data.replaceSync = scrubStylesheet(data.replaceSync, policy.scrubUrl)
      }
      return true
    case source.styleDeclaration:
      if (data.set?.value) {
        data.set.value = scrubDeclaration(data.set.property, data.set.value, policy.scrubUrl)
      }
      return true
    case source.adoptedStyleSheet:
      data.styles?.forEach((style) => style.rules.forEach((rule) => scrubRule(rule, policy)))
      return true
    default:
      // Selections give away lengths; canvases and fonts are not recorded; what is new is unknown.
      return harmless.has(data.source)
  }
}

function scrubRule(rule: styleSheetAddRule, policy: Policy): void {
  rule.rule = scrubStylesheet(rule.rule, policy.scrubUrl)
}

function maskMutation(data: mutationData, context: MutationContext): boolean {
  const { policy, findNode } = context
  const cache: LevelCache = new Map()
  for (const { parentId, node } of data.adds) {
    const parent = findNode(parentId)
    maskNode(node, policy.levelOf(parent, cache), tagOf(parent), context, 0)
    redactSplitText(node)
  }
  for (const text of data.texts) {
    const node = findNode(text.id)
    if (text.value !== null) {
      const parent = node?.parentNode ?? null
      text.value = maskTextNode(text.value, policy.levelOf(node, cache), tagOf(parent), policy)
    }
  }
  data.attributes = data.attributes.filter((change) => {
    const node = findNode(change.id)
    if (isRemarked(node, policy)) context.onRemarked()
    change.attributes = maskAttributes(change.attributes as Attributes, {
      tag: tagOf(node) ?? '',
      type: typeOf(node),
      level: policy.levelOf(node, cache),
      scrubUrl: policy.scrubUrl,
      readable: readableValue(node, policy.levelOf(node && parentAcross(node), cache), policy),
    }) as typeof change.attributes
    return Object.keys(change.attributes).length > 0
  })
  return data.adds.length + data.texts.length + data.attributes.length + data.removes.length > 0
}

/** Whether it bears other marks than when it was recorded; from now on these are what it had. */
export function isRemarked(node: Node | null, { marks, selectors }: Policy): boolean {
  if (!node || !isElementOfAnyRealm(node)) return false
  const key = keyOf(readMarks(node, selectors))
  const known = marks.get(node) ?? ''
  if (key === known) return false
  if (key === '') marks.delete(node)
  else marks.set(node, key)
  return true
}

/** Only fields that hold text can show a mask; a tick or a choice is not recorded at all. */
function maskInput(
  data: { id: number; text: string; isChecked: boolean },
  policy: Policy,
  findNode: FindNode,
): boolean {
  const node = findNode(data.id)
  if (policy.levelOf(node) === 'block') return false
  const tag = tagOf(node)
  if (tag !== 'textarea' && (tag !== 'input' || /^(?:checkbox|radio)$/.test(typeOf(node))))
    return false
  const outer = policy.levelOf(node && parentAcross(node))
  data.text = readableValue(node, outer, policy) ?? maskValue(data.text)
  data.isChecked = false
  return true
}

function tagOf(node: Node | null): string | null {
  return node && isElementOfAnyRealm(node) ? tagNameOf(node).toLowerCase() : null
}

function typeOf(node: Node | null): string {
  return (node && isElementOfAnyRealm(node) && node.getAttribute('type')?.toLowerCase()) || 'text'
}
