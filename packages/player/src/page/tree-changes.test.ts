import { animated, type FrameEvent, topLayer } from '@playhead/protocol'
import { expect, it } from 'vitest'
import type { Step } from '../read-frames.ts'
import { bringsMark, toAddedNodes } from './tree-changes.ts'

const toFrame = (data: unknown): FrameEvent => ({ type: 3, timestamp: 1, data })
const toStep = (data: unknown): Step => ({ kind: 'change', at: 1, frame: toFrame(data) })

it('lists the nodes that a change of the tree adds, with -1 for one that cannot be read', () => {
  const adds = [{ node: { id: 7 } }, { node: {} }, null]
  expect(toAddedNodes(toFrame({ source: 0, adds }))).toEqual([7, -1, -1])
})

it('takes nothing for added that a stylesheet gained', () => {
  expect(toAddedNodes(toFrame({ source: 8, adds: [{ node: { id: 7 } }] }))).toEqual([])
})

it.each([topLayer, animated])('sees that a change sets %s', (mark) => {
  expect(bringsMark(toStep({ source: 0, attributes: [{ attributes: { [mark]: '1' } }] }))).toBe(
    true,
  )
})

it('sees that a document comes', () => {
  expect(bringsMark(toStep({ source: 0, isAttachIframe: true }))).toBe(true)
  expect(bringsMark(toStep({ source: 0, adds: [{ node: { type: 0 } }] }))).toBe(true)
})

it('sees no mark in an ordinary change', () => {
  expect(bringsMark(toStep({ source: 0, attributes: [{ attributes: { class: 'a' } }] }))).toBe(
    false,
  )
  expect(bringsMark(toStep({ source: 3 }))).toBe(false)
})
