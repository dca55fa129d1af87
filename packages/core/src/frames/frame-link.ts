import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { frameElsewhere } from '@playhead/protocol/parts'
import { describeElement } from '../capture/describe-element.ts'
import type { CaptureScope, EmitTimeline } from '../capture/scope.ts'
import { source } from '../dom/record-context.ts'
import { blockOf, type FrameLevel } from './frame-message.ts'
import type { FrameRules } from './frame-rules.ts'
import { readEvent } from './read-event.ts'
import { readFrame } from './read-frame.ts'
import { isNumber, isObject } from './read-json.ts'

/** The recording of one document in a frame, as the page around it takes it in. */
export interface FrameLink {
  /** What comes before the first picture has nothing to apply to. */
  begin(node: number, level: FrameLevel, firstId: number): void
  /** Nodes with these numbers are its own, or of pages nested in it. */
  own(firstId: number): void
  takeFrame(frame: unknown): void
  takeEvent(event: unknown): void
  /** The document is gone: a placeholder stands for it. */
  leave(): void
}

interface Begun {
  /** The number of the frame's element. */
  node: number
  level: FrameLevel
  firstId: number
  documentId: number | null
}

/** What an honest clock may be behind, ms: it is of the same machine. */
const maxDelayMs = 60_000

export function createFrameLink(
  element: HTMLIFrameElement,
  origin: string,
  emit: EmitTimeline,
  emitFrame: (frame: FrameEvent) => void,
  scope: CaptureScope,
): FrameLink {
  const { clock, policy } = scope
  const blocks = new Set<number>()
  let begun: Begun | null = null
  const rules: FrameRules = {
    level: 'mask',
    styleTexts: new Set(),
    hideEntered: policy.hideEntered,
    scrubUrl: policy.scrubUrl,
    takeOut: policy.takeOut,
    ownId(value) {
      if (isNumber(value) && Number.isSafeInteger(value) && blocks.has(blockOf(value))) return value
      throw new Error(`A frame of ${origin} names a node that is not its own.`)
    },
  }

  function change(timestamp: number, data: object): void {
    emitFrame({ type: 3, timestamp, data: { texts: [], removes: [], ...data } })
  }

  /** Puts a document into the frame. */
  function show(at: number, node: object, isElsewhere: boolean): void {
    if (!begun) return
    change(at, {
      source: source.mutation,
      adds: [{ parentId: begun.node, nextId: null, node }],
      attributes: [{ id: begun.node, attributes: { [frameElsewhere]: isElsewhere ? '' : null } }],
      isAttachIframe: true,
    })
  }

  /** Its own time, as far as that can be. */
  function timeOf(value: unknown): number {
    const now = clock.now()
    return isNumber(value) ? Math.min(Math.max(value, now - maxDelayMs), now) : now
  }

  return {
    begin(node, level, firstId) {
      begun = { node, level, firstId, documentId: null }
      rules.level = level
      rules.styleTexts.clear()
    },
    own: (firstId) => void blocks.add(blockOf(firstId)),
    takeFrame(value) {
      if (!begun || !isObject(value) || !isNumber(value['type'])) return
      const read = readFrame({ type: value['type'], data: value['data'] }, rules, begun.documentId)
      if (!read) return
      const at = timeOf(value['timestamp'])
      if (read.is === 'change') return change(at, read.data)
      begun.documentId = read.documentId
      show(at, read.node, false)
      const { x, y } = read.scroll
      if (x || y) change(at, { source: source.scroll, id: read.documentId, x, y })
    },
    takeEvent(value) {
      if (!begun) return
      const event = readEvent(value, rules, origin, () => {
        const { left, top } = element.getBoundingClientRect()
        return {
          left: left + element.clientLeft,
          top: top + element.clientTop,
          element: describeElement(element, scope),
        }
      })
      if (event) emit({ ...event, at: timeOf(event.at) } satisfies TimelineEvent)
    },
    leave() {
      // The number before its first node's: no node has it.
      if (begun?.documentId) show(clock.now(), { type: 0, id: begun.firstId, childNodes: [] }, true)
      begun = null
    },
  }
}
