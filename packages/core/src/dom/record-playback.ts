import { type RecordContext, source } from './record-context.ts'
import { throttle } from './throttle.ts'

export interface Playback {
  /** A sound or a film was started, stopped, moved. @param type rrweb's number for it. */
  tell(media: HTMLMediaElement, type: number): void
  stop(): void
}

const waitMs = 500
const types = 5

/** Where in them sounds and films are, how loud and how fast; never what they play. */
export function recordPlayback({ mirror, keep, levelOf }: RecordContext): Playback {
  const throttles = Array.from({ length: types }, (_, type) =>
    throttle(waitMs, (media: HTMLMediaElement) => {
      const { currentTime, volume, muted, playbackRate, loop } = media
      const state = { type, currentTime, volume, muted, playbackRate, loop }
      keep(() => {
        const id = mirror.idOf(media)
        // Only of what is still there, and not left out.
        return id === 0 || levelOf(media) === 'block'
          ? null
          : { source: source.media, ...state, id }
      })
    }),
  )
  return {
    tell: (media, type) => throttles[type]?.tell(media),
    stop: () => throttles.forEach((one) => one.stop()),
  }
}
