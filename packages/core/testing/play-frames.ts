import type { FrameEvent } from '@playhead/protocol'
import { Replayer } from '@rrweb/replay'
import type { eventWithTime } from '@rrweb/types'
import { type DomRecording, recordDom } from '../src/dom/record-dom.ts'
import { observe } from './observe.ts'
import { overTheWire } from './over-the-wire.ts'

export interface Recorded {
  frames: FrameEvent[]
  errors: unknown[]
  /** Lets the observers hear of what was done, and writes it down. */
  settle(): Promise<void>
  /** Begins anew, with a full picture. */
  begin(): void
  stop(): void
}

/**
 * Records the page as it is, by hand: nothing is written down before `settle`.
 *
 * @param isDrained the page as it is is written down at once, in one task.
 */
export function recordFrames(isDrained = true): Recorded {
  let recording: DomRecording | undefined
  const frames: FrameEvent[] = []
  const { clock, errors } = observe(
    (_, scope) => (recording = recordDom((frame) => frames.push(structuredClone(frame)), scope)),
  )
  recording?.begin()
  if (isDrained) recording?.drain?.()
  return {
    frames,
    errors,
    async settle() {
      clock.time += 10
      await Promise.resolve()
      recording?.drain?.()
    },
    begin: () => recording?.begin(),
    stop: () => recording?.stop(),
  }
}

/** Plays frames to their end in rrweb's own player. @returns what `read` finds there. */
export async function replay<T>(
  frames: readonly FrameEvent[],
  read: (page: Document) => T,
): Promise<T> {
  const root = document.createElement('div')
  document.documentElement.append(root)
  const events = (await overTheWire(frames)) as eventWithTime[]
  // The player begins with the second of two events at the least.
  const last = (frames.at(-1)?.timestamp ?? 0) + 10
  events.push({ type: 5, timestamp: last, data: { tag: 'end', payload: null } })
  const replayer = new Replayer(events, {
    root,
    mouseTail: false,
    showWarning: false,
    useVirtualDom: false,
  })
  try {
    replayer.pause(last - (events[0]?.timestamp ?? 0))
    const page = replayer.iframe.contentDocument
    if (!page) throw new Error('The player shows no page.')
    return read(page)
  } finally {
    replayer.destroy()
    root.remove()
  }
}

/** Elements, their attributes and their texts, with what is in shadow roots. */
export function print(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return JSON.stringify(node.textContent)
  if (node.nodeType !== Node.ELEMENT_NODE) return ''
  const { localName, attributes, shadowRoot } = node as Element
  const told = [...attributes].map(({ name, value }) => ` ${name}="${value}"`).sort()
  const inside = (of: Node): string => [...of.childNodes].map(print).join('')
  const shadow = shadowRoot ? `<#shadow>${inside(shadowRoot)}</#shadow>` : ''
  return `<${localName}${told.join('')}>${shadow}${inside(node)}</${localName}>`
}
