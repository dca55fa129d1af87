import type { TimelineEvent } from '@playhead/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { collectSegments } from '../testing/collect-segments.ts'
import { untilState } from '../testing/record-page.ts'
import { followReplay, getReplay, type Replay, start } from './index.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  await getReplay()?.stop()
})

function record(): Replay {
  return start({ endpoint: '/api/replay', fetch: collectSegments().fetch })
}

it('finds a recording that starts later in time to hear all of it, and the next one too', async () => {
  const followed: Replay[] = []
  const left: Replay[] = []
  const heard: TimelineEvent[] = []
  const stop = followReplay(getReplay, (replay) => {
    followed.push(replay)
    const stopListening = replay.onEvent((event) => heard.push(event))
    return () => {
      left.push(replay)
      stopListening()
    }
  })
  expect(followed).toEqual([])

  const first = record()
  first.identify('user-17')
  await untilState(first, 'recording')
  expect(followed).toEqual([first])
  expect(heard.filter(({ type }) => type === 'identify')).toMatchObject([{ user: 'user-17' }])

  await first.stop()
  const second = record()
  await untilState(second, 'recording')
  expect(followed).toEqual([first, second])
  expect(left).toEqual([first])

  stop()
  expect(left).toEqual([first, second])
})

it('records what is said by those who are told that it starts', async () => {
  const server = collectSegments()
  const replay = start({ endpoint: '/api/replay', fetch: server.fetch })
  const unsubscribe = replay.subscribe(() => replay.track(replay.getState().name))
  const stopListening = replay.onEvent(({ type }) => {
    if (type === 'tab') replay.track('heard')
  })
  await untilState(replay, 'recording')
  unsubscribe()
  stopListening()
  await replay.flush()
  const said = (await server.timeline()).filter((event) => event.type === 'custom')
  expect(said.map(({ name }) => name)).toEqual(['recording', 'heard'])
})

it('follows a handle that it is given at once', () => {
  const replay = record()
  const followed: Replay[] = []
  const stop = followReplay(replay, (found) => {
    followed.push(found)
    return () => undefined
  })
  expect(followed).toEqual([replay])
  stop()
})
