import type { FrameEvent } from '@playhead/protocol'
import type { CaptureScope } from '../capture/scope.ts'
import { PlayheadError } from '../playhead-error.ts'

/** How many more nodes may be written down in the task at hand. */
export interface Room {
  /** Infinity where the page may be left; -Infinity if what comes next has to wait for something. */
  left: number
}

/** The frame's data; null if nothing is left to tell. */
export type Make = () => object | null

/** Changes of the page in their order, and what they look like once they are written down. */
export interface FrameQueue {
  room: Room
  /** Keeps the place of a change. What it looks like is asked for later, see `restMs`. */
  keep(type: number, make: Make): void
  /** Goes on with the frame that is being made, in the next task and before all others. */
  goOn(make: Make): void
  isEmpty(): boolean
  /** Makes all frames now. */
  drain(): void
  stop(): void
}

/** Some 10 ms on a slow computer: a long task is one of 50. */
const nodesPerTask = 800

/**
 * The first change is written down in the next task: what is put into the page and marked a moment later,
 * in the same task, must count as marked. After that the page is looked at ten times a second, however
 * often it changes, and what has come and gone in between costs nothing.
 */
const restMs = 100

interface Waiting {
  type: number
  timestamp: number
  make: Make
}

/** @param prepare is called before frames are made, to keep what has not been kept yet. */
export function createFrameQueue(
  { budget, clock, report }: CaptureScope,
  emit: (frame: FrameEvent) => void,
  prepare: () => void,
): FrameQueue {
  const room: Room = { left: 0 }
  let waiting: Waiting[] = []
  let current: Waiting | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  function work(): void {
    timer = undefined
    if (waiting.length === 0) return
    makeUpTo(nodesPerTask)
    timer = setTimeout(work, waiting.length > 0 && room.left > -Infinity ? 0 : restMs)
  }

  function makeUpTo(nodes: number): void {
    prepare()
    room.left = nodes
    budget.charge(() => {
      // Making one may bring others: the document of a frame comes after the frame.
      while (waiting.length > 0 && room.left > 0) {
        current = waiting.shift()
        if (current) emitMade(current)
      }
      // It holds on to what it tells of.
      current = undefined
    })
  }

  function emitMade({ type, timestamp, make }: Waiting): void {
    try {
      const data = make()
      if (data) emit({ type, timestamp, data })
    } catch (cause) {
      // What could not be masked is not recorded.
      report(new PlayheadError('capture_failed', 'A frame could not be made.', { cause }))
    }
  }

  return {
    room,
    keep(type, make) {
      if (isStopped) return
      waiting.push({ type, make, timestamp: clock.now() })
      timer ??= setTimeout(work)
    },
    goOn(make) {
      if (current) waiting.unshift({ ...current, type: 3, make })
    },
    isEmpty: () => waiting.length === 0,
    drain() {
      if (isStopped) return
      clearTimeout(timer)
      timer = undefined
      makeUpTo(Infinity)
    },
    stop() {
      isStopped = true
      waiting = []
      clearTimeout(timer)
    },
  }
}
