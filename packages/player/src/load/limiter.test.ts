import { expect, it } from 'vitest'
import { createLimiter } from './limiter.ts'

it('runs no more than it may at a time, in the order they came', async () => {
  const limit = createLimiter(2)
  const started: number[] = []
  const ends: (() => void)[] = []
  const task = (index: number) => () =>
    new Promise<void>((resolve) => {
      started.push(index)
      ends.push(resolve)
    })
  const all = [0, 1, 2, 3].map((index) => limit(task(index)))
  expect(started).toEqual([0, 1])
  ends[1]?.()
  await all[1]
  expect(started).toEqual([0, 1, 2])
  ends[0]?.()
  await all[0]
  expect(started).toEqual([0, 1, 2, 3])
  ends[2]?.()
  ends[3]?.()
  await Promise.all(all)
})

it('gives a place back when a task fails', async () => {
  const limit = createLimiter(1)
  const failing = limit(() => Promise.reject(new Error('no')))
  const next = limit(() => Promise.resolve('yes'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
})
