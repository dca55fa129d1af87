import { expect, it } from 'vitest'
import { patch } from './patch.ts'

function wrapped(target: { call: (text: string) => string }, mark: string): () => void {
  return patch(
    target,
    'call',
    (original, isActive) =>
      function (this: unknown, text) {
        return Reflect.apply(original, this, [text]) + (isActive() ? mark : '')
      },
  )
}

it('wraps, and puts the very original back', () => {
  const call = (text: string): string => text
  const target = { call }
  const undo = wrapped(target, '!')
  expect(target.call('a')).toBe('a!')
  undo()
  expect(target.call).toBe(call)
})

it('stays under a wrapper of somebody else, and only passes on', () => {
  const target = { call: (text: string): string => text }
  const undoOurs = wrapped(target, '!')
  wrapped(target, '?')
  const top = target.call
  undoOurs()
  expect(target.call).toBe(top)
  expect(target.call('a')).toBe('a?')
})

it('takes an own property off again where the method was inherited', () => {
  const target: { call: (text: string) => string } = Object.create({ call: (text: string) => text })
  const undo = wrapped(target, '!')
  undo()
  expect(Object.hasOwn(target, 'call')).toBe(false)
})

it('leaves a frozen object alone', () => {
  const target = Object.freeze({ call: (text: string): string => text })
  const undo = wrapped(target, '!')
  undo()
  expect(target.call('a')).toBe('a')
})
