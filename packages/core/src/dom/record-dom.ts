import type { FrameEvent } from '@playhead/protocol'
import { createStorms } from '../budget/storms.ts'
import type { CaptureScope, Tracker } from '../capture/scope.ts'
import { PlayheadError } from '../playhead-error.ts'
import type { LevelCache } from '../privacy/privacy-level.ts'
import { createMirror } from './mirror.ts'
import { observeInputs } from './observe-inputs.ts'
import { observeMutations } from './observe-mutations.ts'
import { observePointer } from './observe-pointer.ts'
import { observePositions, scrollOf } from './observe-positions.ts'
import { observeRoots } from './observe-roots.ts'
import { observeStyles } from './observe-styles.ts'
import { replaceByPlaceholder } from './placeholder.ts'
import type { RecordContext } from './record-context.ts'
import { serialize, type SerializeContext } from './serialize.ts'

/** Records the DOM and hands over each frame, already masked. */
export type RecordDom = (emit: (frame: FrameEvent) => void, scope: CaptureScope) => DomRecording

export interface DomRecording extends Tracker {
  /** Begins with a full snapshot, or takes a fresh one. */
  begin(): void
  /** The node's id in the frames, if it is there. */
  nodeId(node: Node): number | undefined
}

/** rrweb's kinds of event. */
const eventType = { fullSnapshot: 2, incremental: 3, meta: 4 } as const

/** Marks often change in numbers. */
const renewAfterMs = 250

interface Waiting {
  type: number
  timestamp: number
  make(): object | null
}

/** Records the DOM in rrweb's format, so that rrweb's player shows it; see docs/decisions/010-own-recorder.md. */
export const recordDom: RecordDom = (emit, scope) => {
  const { budget, policy, clock } = scope
  const mirror = createMirror()
  const storms = createStorms(budget, clock)
  let hasBegun = false
  let isStopped = false
  let waiting: Waiting[] = []
  let drainTimer: ReturnType<typeof setTimeout> | undefined
  let snapshotTimer: ReturnType<typeof setTimeout> | undefined
  let undoLoading: (() => void) | undefined
  /** While frames are made nothing in the page changes. */
  let levels: LevelCache = new Map()

  // A frame is made in the next task: what is put into the page and marked a moment later, in the same
  // task, must count as marked. What has changed more than once by then is written down once.
  function wait(type: number, make: () => object | null): void {
    if (isStopped) return
    waiting.push({ type, make, timestamp: clock.now() })
    drainTimer ??= setTimeout(drain)
  }

  const context: RecordContext = {
    scope,
    mirror,
    keep(make) {
      if (!budget.leavesOut('frames')) wait(eventType.incremental, make)
    },
    levelOf: (node) => policy.levelOf(node, levels),
    write: (node, parent) =>
      serialize(node, { level: context.levelOf(parent ?? node), parent }, writing),
  }

  const inputs = observeInputs(context)
  const pointer = observePointer(context)
  const positions = observePositions(context)
  const styles = observeStyles(context)
  const mutations = observeMutations(context, storms, { remarked: renew, field: inputs.look })
  const roots = observeRoots(context, { mutations, inputs, pointer, positions, styles })
  const writing: SerializeContext = {
    policy,
    mirror,
    found: {
      node: mutations.written,
      shadowRoot: roots.observe,
      frame: roots.frame,
      link: roots.link,
      sheet: styles.written,
      field: inputs.written,
    },
  }

  function drain(): void {
    if (isStopped) return
    pointer.drain()
    mutations.flush()
    clearTimeout(drainTimer)
    drainTimer = undefined
    if (waiting.length === 0) return
    levels = new Map()
    budget.charge(() => {
      // Making one may bring others: the document of a frame comes after the frame.
      for (const one of waiting) emitMade(one)
      waiting = []
      clearTimeout(drainTimer)
      drainTimer = undefined
    })
  }

  function emitMade({ type, timestamp, make }: Waiting): void {
    try {
      const data = make()
      if (data) emit({ type, timestamp, data })
    } catch (cause) {
      // What could not be masked is not recorded.
      report('A frame could not be made.', cause)
    }
  }

  function report(message: string, cause?: unknown): void {
    scope.report(new PlayheadError('capture_failed', message, { cause }))
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
    hasBegun = true
    const href = policy.scrubUrl(location.href)
    wait(eventType.meta, () => ({ href, width: innerWidth, height: innerHeight }))
    wait(eventType.fullSnapshot, snapshot)
  }

  function snapshot(): object {
    mirror.reset()
    styles.reset()
    roots.observe(document)
    mutations.reset()
    const node = context.write(document, null)
    const { x: left, y: top } = scrollOf(document)
    return { node, initialOffset: { left, top } }
  }

  /** What stands for the subtree that storms, if there is one. */
  function place(): void {
    const stormy = storms.stormy()
    if (!stormy) return
    drain()
    const data = replaceByPlaceholder(stormy, mirror)
    if (data) emit({ type: eventType.incremental, timestamp: clock.now(), data })
  }

  budget.onStep((isUp) => {
    if (!budget.leavesOut('stormy-subtree')) storms.forget()
    else if (!isUp) storms.choose()
    // Without what was left out, later changes have nothing to apply to.
    if (!isUp) place()
    else if (budget.leavesOut('canvas')) {
      begin()
      place()
    }
  })

  return {
    begin,
    nodeId(node) {
      if (hasBegun && mirror.idOf(document) === 0) drain()
      return mirror.idOf(node) || undefined
    },
    drain,
    stop() {
      isStopped = true
      waiting = []
      undoLoading?.()
      mutations.stop()
      positions.stop()
      roots.stop()
      clearTimeout(drainTimer)
      clearTimeout(snapshotTimer)
    },
  }
}
