import { animated, type FrameEvent, topLayer } from '@playhead/protocol'
import { isObject, type Step } from '../read-frames.ts'

/** Changes of the tree, 0 among rrweb's sources. Those of stylesheets have `adds` and `removes` as well. */
export function isMutation(data: unknown): data is Record<string, unknown> {
  return isObject(data) && data.source === 0
}

/** Ids of the nodes that a mutation adds. */
export function toAddedNodes({ data }: FrameEvent): number[] {
  if (!isMutation(data) || !Array.isArray(data.adds)) return []
  return data.adds.map((added: unknown) => {
    const node = isObject(added) ? added.node : null
    return isObject(node) && typeof node.id === 'number' ? node.id : -1
  })
}

/** Whether something is laid above the page, taken down or animated, or may be where a document has come. */
export function bringsMark(step: Step): boolean {
  if (step.kind !== 'change' || !isMutation(step.frame.data)) return false
  const { attributes, isAttachIframe, adds } = step.frame.data
  const isMark = (changed: unknown): boolean =>
    isObject(changed) &&
    isObject(changed.attributes) &&
    (topLayer in changed.attributes || animated in changed.attributes)
  const isDocument = (added: unknown): boolean =>
    isObject(added) && isObject(added.node) && added.node.type === 0
  return (
    isAttachIframe === true ||
    (Array.isArray(attributes) && attributes.some(isMark)) ||
    (Array.isArray(adds) && adds.some(isDocument))
  )
}
