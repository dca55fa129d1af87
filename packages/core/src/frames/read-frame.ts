import type { FrameEvent } from '@playhead/protocol'
import { source } from '../dom/record-context.ts'
import { scrubDeclaration, scrubStylesheet } from '../privacy/scrub-css.ts'
import type { FrameRules } from './frame-rules.ts'
import { readAttributes } from './read-attributes.ts'
import { isNumber, isObject, listOf, numbersOf } from './read-json.ts'
import { readNode } from './read-node.ts'
import { readText, readValue } from './read-text.ts'

/** A frame's first picture, or a change of what is known of it. */
type ReadFrame =
  | { is: 'snapshot'; node: object; documentId: number; scroll: { x: number; y: number } }
  | { is: 'change'; data: object }

/**
 * Reads what the recorder in a frame has written down: taken apart and put together anew, so that nothing
 * is in it but what is known here, masked by the rules of both pages.
 *
 * @param documentId of the frame's document; null before its first picture.
 * @returns null for what is of no use here, such as the size of its window.
 * @throws if it does not fit.
 */
export function readFrame(
  { type, data }: Pick<FrameEvent, 'type' | 'data'>,
  rules: FrameRules,
  documentId: number | null,
): ReadFrame | null {
  if (!isObject(data)) return null
  if (type === 2) {
    const node = readNode(data['node'], rules, idOf(data['node'], rules))
    if (node.type !== 0) throw new Error('A page begins with its document.')
    const offset = isObject(data['initialOffset']) ? data['initialOffset'] : {}
    const { left: x = 0, top: y = 0 } = numbersOf(offset, ['left', 'top'])
    return { is: 'snapshot', node, documentId: node.id, scroll: { x, y } }
  }
  if (type !== 3 || documentId === null) return null
  const change = readChange(data, rules, documentId)
  return change && { is: 'change', data: { source: data['source'], ...change } }
}

function idOf(value: unknown, rules: FrameRules): number {
  return rules.ownId(isObject(value) ? value['id'] : null)
}

function readChange(
  data: Record<string, unknown>,
  rules: FrameRules,
  documentId: number,
): object | null {
  switch (data['source']) {
    case source.mutation:
      return readMutation(data, rules, documentId)
    case source.mouseMove:
    case source.touchMove:
    case source.drag:
      return { positions: readPositions(data['positions'], rules) }
    case source.mouseInteraction:
      return { ...numbersOf(data, ['type', 'x', 'y', 'pointerType']), id: idOf(data, rules) }
    case source.scroll:
      return { ...numbersOf(data, ['x', 'y']), id: idOf(data, rules) }
    case source.input:
      return { id: idOf(data, rules), text: readValue(data['text'], rules), isChecked: false }
    case source.media:
      return {
        ...numbersOf(data, ['type', 'currentTime', 'volume', 'playbackRate']),
        muted: data['muted'] === true,
        loop: data['loop'] === true,
        id: idOf(data, rules),
      }
    case source.styleSheetRule:
    case source.styleDeclaration:
    case source.adoptedStyleSheet:
      return readStyles(data, rules)
    default:
      return null
  }
}

function readMutation(
  data: Record<string, unknown>,
  rules: FrameRules,
  documentId: number,
): object {
  const each = (name: string): Record<string, unknown>[] => listOf(data[name]).filter(isObject)
  const adds = each('adds').map((add) => ({
    parentId: rules.ownId(add['parentId']),
    nextId: add['nextId'] === null ? null : rules.ownId(add['nextId']),
    node: readNode(add['node'], rules, documentId),
  }))
  const removes = each('removes').map((remove) => {
    const id = idOf(remove, rules)
    rules.styleTexts.delete(id)
    const parentId = rules.ownId(remove['parentId'])
    return { parentId, id, ...(remove['isShadow'] === true && { isShadow: true }) }
  })
  const texts = each('texts').map((text) => {
    const id = idOf(text, rules)
    return { id, value: readText(text['value'], rules.styleTexts.has(id) ? 'style' : '', rules) }
  })
  const attributes = each('attributes').map((changed) => ({
    id: idOf(changed, rules),
    attributes: readAttributes(changed['attributes'], '', rules),
  }))
  const isAttachIframe = data['isAttachIframe'] === true
  return { adds, removes, texts, attributes, ...(isAttachIframe && { isAttachIframe }) }
}

function readPositions(value: unknown, rules: FrameRules): object[] {
  return listOf(value)
    .filter(isObject)
    .map((position) => ({
      ...numbersOf(position, ['x', 'y', 'timeOffset']),
      // 0 where the node is not in the frames.
      id: position['id'] === 0 ? 0 : idOf(position, rules),
    }))
}

/** Rules that are inserted, deleted, replaced or adopted, and properties that are set in one. */
function readStyles(data: Record<string, unknown>, rules: FrameRules): object {
  const scrub = (css: unknown): string => scrubStylesheet(String(css), rules.scrubUrl)
  const ofRules = (list: unknown): object[] =>
    listOf(list)
      .filter(isObject)
      .map(({ rule, index }) => ({
        ...(rule !== undefined && { rule: scrub(rule) }),
        ...placeOf(index),
      }))
  const read: Record<string, unknown> = {}
  for (const name of ['id', 'styleId']) {
    if (data[name] !== undefined) read[name] = rules.ownId(data[name])
  }
  for (const name of ['adds', 'removes']) {
    if (data[name] !== undefined) read[name] = ofRules(data[name])
  }
  for (const name of ['replace', 'replaceSync']) {
    if (data[name] !== undefined) read[name] = scrub(data[name])
  }
  Object.assign(read, placeOf(data['index']))
  const { set, remove, styleIds, styles } = data
  if (isObject(set)) {
    const property = String(set['property'])
    const value = scrubDeclaration(property, String(set['value'] ?? ''), rules.scrubUrl)
    read['set'] = {
      property,
      value,
      ...(set['priority'] === 'important' && { priority: 'important' }),
    }
  }
  if (isObject(remove)) read['remove'] = { property: String(remove['property']) }
  if (styleIds !== undefined) read['styleIds'] = listOf(styleIds).map(rules.ownId)
  if (styles !== undefined) {
    read['styles'] = listOf(styles)
      .filter(isObject)
      .map((style) => ({ styleId: rules.ownId(style['styleId']), rules: ofRules(style['rules']) }))
  }
  return read
}

/** Of a rule: its number, or the way to it. */
function placeOf(index: unknown): { index?: number | readonly number[] } {
  if (isNumber(index)) return { index }
  return Array.isArray(index) && index.every(isNumber) ? { index } : {}
}
