import type { FrameEvent } from '@playhead/protocol'
import type { Storms } from '../budget/storms.ts'
import type { CaptureScope, Tracker } from '../capture/scope.ts'
import type { LevelCache } from '../privacy/privacy-level.ts'
import { isConnected } from './access.ts'
import { createFrameQueue } from './frame-queue.ts'
import { followLongSheets } from './long-sheets.ts'
import { createMirror } from './mirror.ts'
import { observeInputs } from './observe-inputs.ts'
import { observeMutations } from './observe-mutations.ts'
import { observePointer } from './observe-pointer.ts'
import { observePositions, scrollOf } from './observe-positions.ts'
import { observeRare } from './observe-rare.ts'
import { observeRoots } from './observe-roots.ts'
import { observeStyles } from './observe-styles.ts'
import { incremental, type RecordContext } from './record-context.ts'
import { serialize } from './serialize.ts'
import type { SerializeContext } from './serialized-node.ts'

/** Records the DOM and hands over each frame, already masked. */
export type RecordDom = (emit: (frame: FrameEvent) => void, scope: CaptureScope) => DomRecording

export interface DomRecording extends Tracker {
  /** Begins with a full snapshot, or takes a fresh one. */
  begin(): void
  /**
   * The node's id in the frames, if it is there.
   * @param isToCome also of one that is in the page and has yet to be written down.
   */
  nodeId(node: Node, isToCome?: boolean): number | undefined
}

/** rrweb's kinds of event. */
const eventType = { fullSnapshot: 2, meta: 4 } as const

/** Marks often change in numbers. */
const renewAfterMs = 250

/** Records the DOM in rrweb's format, so that rrweb's player shows it; see docs/decisions/010-own-recorder.md. */
export const recordDom: RecordDom = (emit, scope) => {
  const { budget, policy } = scope
  const mirror = createMirror(scope.firstNodeId)
  /** Which changes are not passed over. */
  let admits: Storms['admits'] = () => true
  let isStopped = false
  let snapshotTimer: ReturnType<typeof setTimeout> | undefined
  let undoLoading: (() => void) | undefined
  /** While frames are made nothing in the page changes. */
  let levels: LevelCache = new WeakMap()

  const queue = createFrameQueue(scope, emit, () => {
    mutations.flush()
    levels = new WeakMap()
  })

  const context: RecordContext = {
    scope,
    mirror,
    keep(make) {
      const isKept = !budget.leavesOut('frames')
      if (isKept) queue.keep(incremental, make)
      return isKept
    },
    goOn: queue.goOn,
    room: queue.room,
    levelOf: (node) => policy.levelOf(node, levels),
    write: (node, parent, isOld = parent === null) =>
      serialize(node, { level: context.levelOf(parent ?? node), parent, isOld }, writing),
  }

  const inputs = observeInputs(context)
  const pointer = observePointer(context)
  const positions = observePositions(context)
  const styles = observeStyles(
    context,
    (owner) => longSheets.changed(owner),
    (owner) => mutations.switched(owner),
  )
  const longSheets = followLongSheets(context, styles)
  const mutations = observeMutations(context, {
    admits: (mutation) => admits(mutation),
    remarked: renew,
    field: inputs.look,
    classes: longSheets.classes,
  })
  const rare = observeRare(context)
  const roots = observeRoots(context, {
    rare,
    mutations,
    inputs,
    pointer,
    positions,
    styles,
  })
  const writing: SerializeContext = {
    policy,
    mirror,
    room: queue.room,
    found: {
      node: mutations.written,
      later: mutations.later,
      shadowRoot: roots.observe,
      frame: roots.frame,
      link: roots.link,
      sheet: styles.written,
      longSheet: longSheets.found,
      classes: longSheets.classes,
      field: inputs.written,
    },
  }

  function drain(): void {
    pointer.drain()
    queue.drain()
  }

  /** The marks of an element have changed: its whole subtree is recorded anew. */
  function renew(): void {
    snapshotTimer ??= setTimeout(() => {
      snapshotTimer = undefined
      begin()
    }, renewAfterMs)
  }

  function begin(): void {
    if (isStopped) return
    if (document.readyState === 'loading') {
      undoLoading ??= scope.listen(document, 'DOMContentLoaded', begin)
      return
    }
    drain()
    const href = policy.scrubUrl(location.href)
    queue.keep(eventType.meta, () => ({ href, width: innerWidth, height: innerHeight }))
    queue.keep(eventType.fullSnapshot, snapshot)
  }

  function snapshot(): object {
    // Numbers that were promised before the first one stay.
    if (mirror.idOf(document) > 0) mirror.reset()
    styles.reset()
    longSheets.stop()
    roots.observe(document)
    mutations.reset()
    const node = context.write(document, null)
    const { x: left, y: top } = scrollOf(document)
    return { node, initialOffset: { left, top } }
  }

  budget.onOverload(({ followBudget }) => {
    admits = followBudget(scope, { mirror, emit, drain, begin })
  })

  return {
    begin,
    nodeId: (node, isToCome = false) =>
      mirror.idOf(node) || (isToCome && isConnected(node) ? mirror.reserve(node) : undefined),
    drain,
    stop() {
      isStopped = true
      queue.stop()
      undoLoading?.()
      mutations.stop()
      positions.stop()
      rare.stop()
      roots.stop()
      clearTimeout(snapshotTimer)
    },
  }
}
