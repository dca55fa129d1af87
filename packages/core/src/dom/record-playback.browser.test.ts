import type { FrameEvent } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { type Recorded, recordFrames } from '../../testing/play-frames.ts'
import type { SerializedNode } from './serialized-node.ts'

let recorded: Recorded | undefined
afterEach(() => {
  recorded?.stop()
  document.body.replaceChildren()
})

/** Twenty seconds of silence, 8 bits at 8,000 Hz: without a person only what makes no sound may be played, and only as a film. */
function silence(): string {
  const samples = 20 * 8_000
  const bytes = new Uint8Array(44 + samples).fill(128, 44)
  const view = new DataView(bytes.buffer)
  const words: [at: number, word: string][] = [
    [0, 'RIFF'],
    [8, 'WAVE'],
    [12, 'fmt '],
    [36, 'data'],
  ]
  for (const [at, word] of words) bytes.set(new TextEncoder().encode(word), at)
  view.setUint32(4, 36 + samples, true)
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8_000, true)
  view.setUint32(28, 8_000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
}

async function addFilm(into: Node): Promise<HTMLVideoElement> {
  const film = document.createElement('video')
  const isReady = happened(film, 'canplay')
  Object.assign(film, { muted: true, src: silence() })
  into.appendChild(film)
  await isReady
  return film
}

const happened = (media: Element, name: string): Promise<unknown> =>
  new Promise((resolve) => media.addEventListener(name, resolve, { once: true }))

const mediaSource = 7
interface Told {
  source: number
  type: number
  id: number
  currentTime: number
  volume: number
  muted: boolean
  playbackRate: number
}

const toldOf = ({ data }: FrameEvent): Told[] =>
  (data as Told).source === mediaSource ? [data as Told] : []

function inSnapshot({ data }: FrameEvent): SerializedNode[] {
  const all = (node: SerializedNode): SerializedNode[] => [
    node,
    ...(node.childNodes ?? []).flatMap(all),
  ]
  return all((data as { node: SerializedNode }).node).filter(({ tagName }) => tagName === 'video')
}

it('tells what is done with a film, in a shadow tree too', async () => {
  document.body.innerHTML = '<section></section>'
  const root = document.querySelector('section')?.attachShadow({ mode: 'open' })
  const all = [await addFilm(document.body), await addFilm(root ?? document.body)]
  recorded = recordFrames()
  const { frames, settle } = recorded
  const ids = new Set<number>()
  for (const film of all) {
    const toldAfter = async (act: () => unknown): Promise<Told | undefined> => {
      const from = frames.length
      await act()
      await expect
        .poll(async () => {
          await settle()
          return frames.slice(from).flatMap(toldOf)
        })
        .toHaveLength(1)
      return frames.slice(from).flatMap(toldOf)[0]
    }
    const played = await toldAfter(() => film.play())
    expect(played).toMatchObject({ type: 0, muted: true, volume: 1, playbackRate: 1 })
    ids.add(played?.id ?? 0)
    const sought = await toldAfter(() => (film.currentTime = 12))
    expect(sought?.type).toBe(2)
    expect(sought?.currentTime).toBeCloseTo(12, 0)
    expect(await toldAfter(() => (film.volume = 0.25))).toMatchObject({ type: 3, volume: 0.25 })
    expect(await toldAfter(() => (film.playbackRate = 2))).toMatchObject({
      type: 4,
      playbackRate: 2,
    })
    const paused = await toldAfter(() => film.pause())
    expect(paused).toMatchObject({ type: 1, currentTime: film.currentTime })
  }
  expect(ids.size).toBe(2)
})

it('says in each full picture what plays by then, and where it is', async () => {
  const film = await addFilm(document.body)
  film.currentTime = 7
  await happened(film, 'seeked')
  await film.play()
  recorded = recordFrames()
  const [first] = recorded.frames.filter(({ type }) => type === 2).flatMap(inSnapshot)
  expect(first?.attributes).toMatchObject({
    rr_mediaState: 'played',
    rr_mediaMuted: true,
    rr_mediaVolume: 1,
  })
  expect(Number(first?.attributes?.['rr_mediaCurrentTime'])).toBeGreaterThanOrEqual(7)
  film.pause()
  film.currentTime = 3
  await happened(film, 'seeked')
  recorded.stop()
  recorded = recordFrames()
  const [second] = recorded.frames.filter(({ type }) => type === 2).flatMap(inSnapshot)
  expect(second?.attributes).toMatchObject({ rr_mediaState: 'paused', rr_mediaCurrentTime: 3 })
})
