import type { FrameEvent, SegmentDraft, TimelineEvent } from '@playhead/protocol'
import {
  decodeLimits,
  assembleSegment,
  assembleSegmentNow,
  wireLimits,
} from '@playhead/protocol/recording'
import type { Clock } from '../page/clock.ts'
import { PlayheadError } from '../playhead-error.ts'
import type { TabPosition } from '../session/tab.ts'
import { bytesOf, type Line, packLines, timesOf, toLine } from './batch.ts'
import type { FlushReason } from './flush-reason.ts'

/** A segment ready to travel. */
export interface OutgoingSegment {
  bytes: Uint8Array<ArrayBuffer>
  session: string
  tab: string
  sequence: number
  reason: FlushReason | 'exit'
}

export interface SegmentWriter {
  frame(event: FrameEvent): void
  timeline(event: TimelineEvent): void
  /** Closes the segment being gathered. @returns when all that was closed has been handed over. */
  flush(reason: FlushReason): Promise<void>
  /**
   * For a page exit: encodes everything at once, uncompressed, in pieces that may outlive the page. Takes no
   * events until `moveTo`.
   */
  closeNow(): OutgoingSegment[]
  /** Goes on with another chain: a new session, or the same tab after the page came back. */
  moveTo(position: TabPosition): void
  /** Where the chain stands, once everything closed has been handed over. */
  position(): TabPosition
  /** Throws away what has not been handed over, and takes no more. */
  discard(): void
}

export interface SegmentWriterOptions {
  position: TabPosition
  /** Receives each segment, in order. */
  send(segment: OutgoingSegment): void
  clock: Clock
  /** Hash of the privacy policy. */
  policy: string
  release: string | null
  flushAfterMs: number
  maxWaitingBytes: number
  report(error: PlayheadError): void
}

/** A closed segment's events and the chain it belongs to. */
interface Batch {
  chain: TabPosition
  lines: Line[]
  reason: OutgoingSegment['reason']
}

/** A header with its longest release. */
const maxHeaderBytes = 340
const maxLines = Math.min(decodeLimits.maxTimelineEvents, decodeLimits.maxFrames) / 2
const fullSnapshot = 2

/*
 * Compression is asynchronous and each segment carries the checksum of the one before it, so closed
 * batches wait in line and are encoded one after the other. A sequence number is given when a segment
 * is encoded, never when its batch is closed: a page exit in between can then take the whole line,
 * the batch being compressed included, encode it at once, and number it without a hole. The result of
 * the compression under way belongs to an older `turn` and is thrown away.
 */
export function createSegmentWriter(options: SegmentWriterOptions): SegmentWriter {
  const { send, clock, report } = options
  let chain = { ...options.position }
  let waiting: Line[] = []
  let waitingBytes = 0
  let closed: Batch[] = []
  let turn = 0
  let encoding: Promise<void> | null = null
  let ageTimer: ReturnType<typeof setTimeout> | undefined
  let isOpen = true

  function add(line: Line): void {
    if (waitingBytes + line.bytes > options.maxWaitingBytes || waiting.length >= maxLines) {
      close('size')
    }
    if (waiting.length === 0) ageTimer = setTimeout(() => close('age'), options.flushAfterMs)
    waiting.push(line)
    waitingBytes += line.bytes
  }

  function seal(reason: FlushReason): void {
    clearTimeout(ageTimer)
    if (waiting.length > 0) closed.push({ chain, lines: waiting, reason })
    waiting = []
    waitingBytes = 0
  }

  function close(reason: FlushReason): void {
    seal(reason)
    encoding ??= encodeClosed().finally(() => {
      encoding = null
    })
  }

  async function encodeClosed(): Promise<void> {
    for (let batch = closed[0]; batch; batch = closed[0]) {
      const mine = turn
      try {
        const encoded = await assembleSegment(draftOf(batch))
        if (mine !== turn) continue
        closed.shift()
        if (encoded.bytes.length > wireLimits.maxSegmentBytes) closed.unshift(...halves(batch))
        else send(toSegment(batch, encoded))
      } catch (cause) {
        if (mine !== turn) continue
        closed.shift()
        report(new PlayheadError('capture_failed', 'A segment could not be encoded.', { cause }))
      }
    }
  }

  /** Gives it the next number of its chain. */
  function toSegment(
    { chain, reason }: Batch,
    { bytes, checksum }: ReturnType<typeof assembleSegmentNow>,
  ): OutgoingSegment {
    const { session, tab, sequence } = chain
    chain.sequence++
    chain.previous = checksum
    return { bytes, session, tab, sequence, reason }
  }

  function draftOf({ chain, lines }: Batch): SegmentDraft {
    const textsOf = (stream: Line['stream']): string[] =>
      lines.filter((line) => line.stream === stream).map((line) => line.text)
    return {
      version: 2,
      ...chain,
      ...timesOf(lines),
      policy: options.policy,
      release: options.release,
      timeline: textsOf('timeline'),
      frames: textsOf('frames'),
    }
  }

  /** Compressed and still too large: two, or the news that one event is. */
  function halves(batch: Batch): Batch[] {
    const [only] = batch.lines
    if (batch.lines.length === 1 && only) return [{ ...batch, lines: [tooLarge(only)] }]
    const packs = packLines(batch.lines, bytesOf(batch.lines) / 2)
    return packs.map((lines) => ({ ...batch, lines }))
  }

  function tooLarge(line: Line): Line {
    report(
      new PlayheadError(
        'not_recorded',
        `An event of ${line.bytes} bytes is larger than a segment may be; it was left out.`,
      ),
    )
    return droppedLine(line, 'too-large')
  }

  function droppedLine(
    { stream, at }: Pick<Line, 'stream' | 'at'>,
    reason: 'too-large' | 'not-serialisable',
  ): Line {
    const event: TimelineEvent = { type: 'dropped', at, what: stream, count: 1, reason }
    const text = JSON.stringify(event)
    return { stream: 'timeline', at, text, bytes: text.length + 1 }
  }

  return {
    frame(event) {
      if (!isOpen) return
      const line = toLine('frames', event)
      add(line ?? droppedLine({ stream: 'frames', at: event.timestamp }, 'not-serialisable'))
      if (event.type === fullSnapshot) close('snapshot')
    },
    timeline(event) {
      if (!isOpen) return
      const line = toLine('timeline', event)
      add(line ?? droppedLine({ stream: 'timeline', at: clock.now() }, 'not-serialisable'))
    },
    async flush(reason) {
      close(reason)
      await encoding
    },
    closeNow() {
      seal('stop')
      isOpen = false
      turn++
      const batches = closed
      closed = []
      return batches.flatMap(({ chain, lines }) =>
        packLines(lines, wireLimits.maxExitBytes - maxHeaderBytes).map((pack) => {
          const fits = bytesOf(pack) + maxHeaderBytes <= wireLimits.maxSegmentBytes
          const batch: Batch = { chain, lines: fits ? pack : pack.map(tooLarge), reason: 'exit' }
          return toSegment(batch, assembleSegmentNow(draftOf(batch)))
        }),
      )
    },
    moveTo(position) {
      chain = { ...position }
      isOpen = true
    },
    position: () => ({ ...chain }),
    discard() {
      clearTimeout(ageTimer)
      isOpen = false
      turn++
      waiting = []
      waitingBytes = 0
      closed = []
    },
  }
}
