import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PlayerError } from '../player-error.ts'
import { serveRecording } from '../serve-recording.test-support.ts'
import { meta, snapshot } from '../frames.test-support.ts'
import { parseErrorMessage } from './answer-fields.ts'
import { parseManifest, parseSessionList, parseTimeline } from './parse-answers.ts'

const { manifest } = await serveRecording({
  segments: [[meta(1_000), snapshot(1_000, [])], null, [snapshot(2_000, [])]],
})

it('reads a manifest as the server writes it, segments in order', () => {
  expect(parseManifest(structuredClone(manifest))).toEqual(manifest)
  const [tab] = manifest.tabs
  const mixed = { ...manifest, tabs: [{ ...tab, segments: [...(tab?.segments ?? [])].reverse() }] }
  expect(parseManifest(mixed)).toEqual(manifest)
})

it('reads a list of sessions', () => {
  const list = { sessions: [manifest.session], nextCursor: null }
  expect(parseSessionList(list)).toEqual(list)
})

it('leaves out timeline events it does not know, and sorts the others', () => {
  const tab = '0123456789abcdef'
  const resize = { type: 'resize', at: 5, width: 8, height: 6 }
  const { events } = parseTimeline({
    events: [
      { ...resize, tab },
      { type: 'telepathy', at: 4, tab },
      { ...resize, at: 3, tab },
      { ...resize, tab: '../etc' },
    ],
  })
  expect(events.map(({ at }) => at)).toEqual([3, 5])
})

it.each([
  ['no session', { ...manifest, session: undefined }],
  ['a session id that is none', { ...manifest, session: { ...manifest.session, id: '../x' } }],
  ['a time that is text', { ...manifest, session: { ...manifest.session, startedAt: '5' } }],
  ['tabs that are no list', { ...manifest, tabs: {} }],
  ['a tab id that is none', { ...manifest, tabs: [{ ...manifest.tabs[0], id: 'x' }] }],
  ['a list instead of a manifest', []],
])('refuses a manifest with %s', (_, value) => {
  expect(() => parseManifest(value)).toThrow(expect.objectContaining({ code: 'invalid_answer' }))
})

it('answers any JSON at all with a value or a PlayerError', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const parse of [parseManifest, parseSessionList, parseTimeline]) {
        try {
          parse(value)
        } catch (error) {
          expect(error).toBeInstanceOf(PlayerError)
        }
      }
    }),
  )
})

it('takes the server’s own words out of a failure', () => {
  expect(parseErrorMessage({ error: { code: 'forbidden', message: 'Sign in.' } })).toBe('Sign in.')
  for (const value of [null, 'x', {}, { error: null }, { error: {} }, { error: { message: 1 } }]) {
    expect(parseErrorMessage(value)).toBeNull()
  }
})
