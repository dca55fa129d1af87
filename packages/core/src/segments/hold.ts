import type { TimelineEvent } from '@playhead/protocol'
import { renumberSegment } from '@playhead/protocol/parts'
import { after } from '../page/after.ts'
import type { Listen } from '../page/listen.ts'
import type { RecordingContext } from '../recording.ts'
import { type Session } from '../session/session.ts'
import type { TabPosition } from '../session/tab.ts'
import type { SegmentKey, StoredSegment } from '../transport/segment-key.ts'
import type { SegmentStore } from '../transport/segment-store.ts'
import { findTrigger } from './find-trigger.ts'
import type { OutgoingSegment } from './segment-writer.ts'
import { sessionKey } from '../session/kept-keys.ts'

/** Stands between the writer and the transport, and keeps segments back until something asks for them. */
export interface Hold {
  /** Takes a segment from the writer: keeps it, or passes it on. */
  send(segment: OutgoingSegment): void
  /** The last segments of the page. @returns those that may leave. */
  exit(segments: readonly OutgoingSegment[]): OutgoingSegment[]
  /** Looks at what was recorded: it may be what the session waits for. */
  look(event: TimelineEvent): void
  /** Sends what is kept, in order, and passes on whatever follows. */
  release(reason: string): void
  /** Begins at another place of a chain: another session, or the page is back. */
  begin(position: TabPosition, session: Session): void
  /** Where the chain of what was really sent stands. */
  position(): TabPosition
  discard(): void
}

export interface HoldOptions {
  context: RecordingContext
  store: SegmentStore
  listen: Listen
  emit(event: TimelineEvent): void
  onHolding(isHolding: boolean): void
  /** Where the writer's own numbering stands. */
  writerPosition(): TabPosition
  send(segment: OutgoingSegment): void
  /** Closes the segment being gathered. */
  flush(): Promise<void>
  /** Closes the segment being gathered, and begins another with a fresh full snapshot. */
  renew(): void
}

export type CreateHold = (options: HoldOptions) => Hold

/** Two of these are kept, so that the last minute is always there, whenever it is asked for. */
const generationMs = 60_000
/** A database may never open, and the error must not wait for it. */
const openWithinMs = 5_000
/** A page that writes more gets shorter ones. */
const maxGenerationBytes = 2_000_000

/** From one full snapshot to the next: can be shown, and thrown away, by itself. */
interface Generation {
  since: number
  bytes: number
  segments: StoredSegment[]
}

/*
 * What the writer numbers while it is held back is provisional: only what is sent counts, so a segment
 * gets its place in the chain, and the checksum of the one before, when it leaves. The page before in
 * this tab may have left segments in the store; they are sent first.
 */
export const createHold: CreateHold = ({ context, store, listen, ...writer }) => {
  const { clock, gates, keeper, sampling } = context
  const minDurationMs = sampling.minDurationMs ?? 0
  let state: 'holding' | 'releasing' | 'passing' = 'passing'
  let chain = writer.writerPosition()
  let generations: Generation[] = []
  let isRenewing = false
  let turn = 0
  /** The session before; its last segments may still be on their way out of the writer. */
  let isRolling = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let former: { chain: TabPosition; isPassing: boolean } | null = null

  /** @returns what may leave now. */
  function route(segment: OutgoingSegment): OutgoingSegment[] {
    if (segment.session === chain.session) {
      if (state === 'passing') return [place(segment, chain)]
      keep(segment)
    } else if (former?.isPassing && segment.session === former.chain.session) {
      return [place(segment, former.chain)]
    }
    return []
  }

  function keep({ session, tab, bytes, sequence, reason }: OutgoingSegment): void {
    const at = clock.now()
    const stored: StoredSegment = { key: ['held', session, tab, sequence, at, bytes.length], bytes }
    let last = generations.at(-1)
    if (!last || (isRenewing && reason === 'snapshot')) {
      isRenewing = false
      last = { since: at, bytes: 0, segments: [] }
      generations.push(last)
      const old = generations.splice(0, generations.length - 2)
      store.remove(keysOf(old))
    }
    last.segments.push(stored)
    last.bytes += bytes.length
    store.put([stored])
    if (isRenewing || state === 'releasing') return
    if ((isRolling && at - last.since >= generationMs) || last.bytes > maxGenerationBytes) {
      isRenewing = true
      writer.renew()
    }
  }

  async function release(reason: string): Promise<void> {
    if (state !== 'holding') return
    state = 'releasing'
    const mine = turn
    explain(true, `Sent because of ${reason}.`)
    if (isRolling) keeper.settle('record', `The buffer was sent because of ${reason}.`)
    writer.emit({ type: 'sampling', at: clock.now(), gates: gates.list() })
    const { session, tab } = chain
    const reading = Promise.race([store.read('held', session, tab), after(openWithinMs)])
    const [stored = []] = await Promise.all([reading, writer.flush()])
    if (mine !== turn) return
    state = 'passing'
    const kept = generations.flatMap(({ segments }) => segments)
    const [first] = kept
    const earlier = first ? stored.filter(({ key }) => key[3] < first.key[3]) : stored
    for (const { bytes } of [...earlier, ...kept]) {
      writer.send(place({ session, tab, bytes, sequence: 0, reason: 'manual' }, chain))
    }
    store.remove([...keysOf(generations), ...stored.map(({ key }) => key)])
    generations = []
  }

  function explain(passes: boolean, reason: string): void {
    gates.set('buffer', passes, reason)
    writer.onHolding(!passes)
  }

  /** Another tab of the session may have found what this one waits for. */
  const stopListening = listen<StorageEvent>(window, 'storage', ({ key }) => {
    if (key !== sessionKey || state !== 'holding' || !isRolling || keeper.hasEnded()) return
    if (keeper.current().mode === 'record') void release('another tab')
  })

  return {
    send: (segment) => route(segment).forEach(writer.send),
    exit(segments) {
      const leaving = segments.flatMap(route)
      if (state === 'passing') return leaving
      // Another page of this tab may send it all before this one comes back.
      generations = []
      turn++
      state = 'holding'
      return leaving
    },
    look(event) {
      const found = state === 'holding' && findTrigger(event, sampling, chain.session)
      if (found) void release(found)
    },
    release: (reason) =>
      void release(typeof reason === 'string' ? reason.slice(0, 200) : 'sendBuffer()'),
    begin(position, { mode, startedAt }) {
      if (position.session !== chain.session) former = { chain, isPassing: state === 'passing' }
      turn++
      generations = []
      isRenewing = false
      chain = position.isHeld
        ? { ...position, sequence: 0, previous: null, isHeld: false }
        : { ...position }
      isRolling = mode === 'buffer'
      clearTimeout(timer)
      const waitMs = isRolling ? 0 : startedAt + minDurationMs - clock.now()
      const isKept = isRolling || waitMs > 0
      state = isKept || position.isHeld ? 'holding' : 'passing'
      if (isRolling) explain(false, 'Kept in this browser until something asks for it.')
      else if (isKept) {
        explain(false, `Kept until the session has lasted ${minDurationMs} ms.`)
        timer = setTimeout(() => void release('its duration'), waitMs)
      } else if (position.isHeld) void release('an earlier page')
      else explain(true, 'Nothing is kept back.')
    },
    position: () =>
      state === 'passing' ? { ...chain } : { ...writer.writerPosition(), isHeld: true },
    discard() {
      turn++
      clearTimeout(timer)
      stopListening()
      generations = []
      state = 'passing'
    },
  }
}

/** Gives a segment its place in the chain of what is sent. */
function place(segment: OutgoingSegment, chain: TabPosition): OutgoingSegment {
  const { sequence } = chain
  chain.previous = renumberSegment(segment.bytes, sequence, chain.previous)
  chain.sequence++
  return { ...segment, sequence }
}

function keysOf(generations: readonly Generation[]): SegmentKey[] {
  return generations.flatMap(({ segments }) => segments.map(({ key }) => key))
}
