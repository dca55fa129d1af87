import type { FrameEvent } from '@playhead/protocol'
import { limitRate, type RateLimit } from '../capture/limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from '../capture/scope.ts'
import { PlayheadError } from '../playhead-error.ts'
import { createFrameLink, type FrameLink } from './frame-link.ts'
import { firstIdOf, readMessage, readOrigins, type ToFrame, writeMessage } from './frame-message.ts'
import { isNumber, listOf } from './read-json.ts'

interface FramesRecording extends Tracker {
  /** The frame is in the frames of the page, and shows a page of another origin. Told again after each load. */
  found(frame: HTMLIFrameElement): void
}

/** A document that has said it may be recorded. */
interface Guest {
  origin: string
  /** What it calls itself. */
  page: string
  link: FrameLink
  firstId: number | null
  /** The number that its frame had when it was told to begin. */
  begunAt: number | null
  /** Since when, and how many characters it has sent: one that floods is not heard for a while. */
  minute: number
  characters: number
  limit: RateLimit
  /** Whether it is still there is being asked. */
  asked: ReturnType<typeof setTimeout> | undefined
}

const maxCharactersPerMinute = 16_000_000
const maxEvents = { count: 1_000, perMs: 10_000 }
/** Documents of one frame. */
const maxGuests = 1_000
/** A page that is still there answers sooner; one that answers later begins anew. */
const answerMs = 1_000

/**
 * Takes in what pages of other origins record of themselves in frames of this one: of origins that are
 * listed here, and that list this page's. Neither hears or says anything to others.
 *
 * @param early frames that were found before; emptied.
 */
export function recordFrames(
  emit: EmitTimeline,
  emitFrame: (frame: FrameEvent) => void,
  scope: CaptureScope,
  allowed: readonly string[],
  early: Set<HTMLIFrameElement>,
): FramesRecording {
  const { clock, policy } = scope
  const fail = (message: string, cause?: unknown): void =>
    scope.report(new PlayheadError('capture_failed', message, { cause }))
  const origins = readOrigins(allowed, (one) =>
    fail(`crossOriginFrames lists ${JSON.stringify(one)}, which is no origin.`),
  )
  const known = new Set<WeakRef<HTMLIFrameElement>>()
  const guests = new WeakMap<HTMLIFrameElement, Guest>()
  const greeted = new WeakMap<HTMLIFrameElement, number>()
  const heard = new WeakSet<Window>()
  const stops: (() => void)[] = []
  let lastBlock = 0
  let isStopped = false

  const reserve =
    scope.reserveIds ?? ((take: (firstId: number) => void) => take(firstIdOf(++lastBlock)))

  function frames(): HTMLIFrameElement[] {
    return [...known].flatMap((reference) => {
      const frame = reference.deref()
      if (frame?.isConnected) return [frame]
      known.delete(reference)
      return []
    })
  }

  function found(frame: HTMLIFrameElement): void {
    if (isStopped) return
    if (!frames().includes(frame)) known.add(new WeakRef(frame))
    const around = frame.ownerDocument.defaultView
    if (around && !heard.has(around)) {
      heard.add(around)
      stops.push(scope.listen(around, 'message', hear))
    }
    const guest = guests.get(frame)
    if (!guest) return invite(frame)
    if (guest.begunAt !== null && guest.begunAt === scope.nodeId(frame)) return ask(frame, guest)
    begin(frame, guest)
  }

  /** Told only to the page that the frame was to load: to another one the browser does not hand it. */
  function invite(frame: HTMLIFrameElement): void {
    const { origin } = URL.canParse(frame.src) ? new URL(frame.src) : { origin: '' }
    if (origins.includes(origin)) post(frame, origin, { say: 'invite' })
  }

  /** It has loaded something: if that is another page, the one before says no more. */
  function ask(frame: HTMLIFrameElement, guest: Guest): void {
    post(frame, guest.origin, { say: 'invite' })
    clearTimeout(guest.asked)
    guest.asked = setTimeout(() => lose(frame, guest), answerMs)
  }

  function lose(frame: HTMLIFrameElement, guest: Guest): void {
    clearTimeout(guest.asked)
    guest.limit.stop()
    guest.link.leave()
    if (guests.get(frame) === guest) guests.delete(frame)
  }

  function post(frame: HTMLIFrameElement, origin: string, message: ToFrame): void {
    frame.contentWindow?.postMessage(writeMessage(message), origin)
  }

  function begin(frame: HTMLIFrameElement, guest: Guest): void {
    const node = scope.nodeId(frame)
    // It begins once its frame is there.
    if (node === undefined) return
    const level = policy.levelOf(frame)
    guest.begunAt = node
    if (level === 'block') return
    if (guest.firstId === null) {
      return reserve((firstId) => {
        guest.firstId = firstId
        guest.link.own(firstId)
        if (!isStopped && guests.get(frame) === guest) begin(frame, guest)
      })
    }
    const { firstId, page, origin, link } = guest
    const allows = level === 'safe' ? 'safe' : 'mask'
    link.begin(node, allows, firstId)
    post(frame, origin, { say: 'begin', page, firstId, level: allows })
  }

  function hear(event: MessageEvent<unknown>): void {
    if (!origins.includes(event.origin)) return
    const frame = frames().find(({ contentWindow }) => contentWindow === event.source)
    const message = frame && readMessage(event.data)
    if (!frame || !message) return
    // It is for nobody else.
    event.stopImmediatePropagation()
    const { playhead: said, page } = message
    if (typeof page !== 'string' || page.length > 64) return
    const guest = guests.get(frame)
    const isKnown = guest?.page === page && guest.origin === event.origin
    if (said === 'hello')
      return isKnown ? clearTimeout(guest.asked) : welcome(frame, event.origin, page)
    if (!isKnown) return
    if (said === 'bye') lose(frame, guest)
    else if (said === 'recorded') take(frame, guest, message, String(event.data).length)
    else if (said === 'ask' && isNumber(message['turn'])) reserveFor(frame, guest, message['turn'])
  }

  function welcome(frame: HTMLIFrameElement, origin: string, page: string): void {
    const before = guests.get(frame)
    if (before) lose(frame, before)
    const count = (greeted.get(frame) ?? 0) + 1
    greeted.set(frame, count)
    if (count > maxGuests) return
    const guest: Guest = {
      origin,
      page,
      link: createFrameLink(frame, origin, emit, emitFrame, scope),
      firstId: null,
      begunAt: null,
      minute: clock.now(),
      characters: 0,
      limit: limitRate('timeline', emit, scope, maxEvents),
      asked: undefined,
    }
    guests.set(frame, guest)
    begin(frame, guest)
  }

  /** For a page that is nested in it. */
  function reserveFor(frame: HTMLIFrameElement, guest: Guest, turn: number): void {
    const { page, origin } = guest
    reserve((firstId) => {
      guest.link.own(firstId)
      post(frame, origin, { say: 'ids', page, turn, firstId })
    })
  }

  function take(
    frame: HTMLIFrameElement,
    guest: Guest,
    { frames: recorded, events }: Record<string, unknown>,
    length: number,
  ): void {
    if (policy.levelOf(frame) === 'block') {
      post(frame, guest.origin, { say: 'end', page: guest.page })
      return lose(frame, guest)
    }
    if (isFlooding(frame, guest, length)) return
    try {
      for (const one of listOf(recorded)) guest.link.takeFrame(one)
      for (const one of listOf(events)) if (guest.limit.take()) guest.link.takeEvent(one)
    } catch (cause) {
      // Whoever sends what does not fit is not heard again: nothing after it would fit either.
      lose(frame, guest)
      fail(`What a frame of ${guest.origin} sent could not be read.`, cause)
    }
  }

  function isFlooding(frame: HTMLIFrameElement, guest: Guest, length: number): boolean {
    const now = clock.now()
    const wasFlooding = guest.characters > maxCharactersPerMinute
    if (now - guest.minute > 60_000) {
      guest.minute = now
      guest.characters = 0
      // What was left out is missing: it begins anew.
      if (wasFlooding) begin(frame, guest)
    }
    guest.characters += length
    const isFlooding = guest.characters > maxCharactersPerMinute
    if (isFlooding && !wasFlooding) {
      emit({ type: 'dropped', at: now, what: 'frames', count: 1, reason: 'rate-limited' })
    }
    return isFlooding
  }

  for (const frame of early) found(frame)
  early.clear()
  return {
    found,
    drain: () => frames().forEach((frame) => guests.get(frame)?.limit.drain()),
    stop() {
      isStopped = true
      for (const frame of frames()) {
        const guest = guests.get(frame)
        if (!guest) continue
        clearTimeout(guest.asked)
        guest.limit.stop()
        post(frame, guest.origin, { say: 'end', page: guest.page })
      }
      stops.forEach((stop) => stop())
    },
  }
}
