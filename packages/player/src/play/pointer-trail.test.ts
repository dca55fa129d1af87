import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Step } from '../read-frames.ts'
import { createPointerTrail, type PointerTrail } from './pointer-trail.ts'

/** A page whose nested document, node 2, lies 100 px to the right. */
function createTrail(): { trail: PointerTrail; hovered: number[] } {
  const hovered: number[] = []
  const trail = createPointerTrail({
    locate: ({ x, y, node }) => ({ x: node === 2 ? x + 100 : x, y }),
    hover: (node) => void hovered.push(node),
  })
  return { trail, hovered }
}

const pointer = (at: number, x = at, node = 1): Step => ({ kind: 'pointer', at, x, y: 0, node })
const click = (at: number, node = 1): Step => ({ kind: 'click', at, x: at, y: 0, node })

it('holds where the pointer has been, in the page’s own measure, and what it is over', () => {
  const { trail, hovered } = createTrail()
  trail.add([pointer(1), pointer(2, 5, 2), click(3, 2)])
  expect(trail.read([])).toEqual({
    path: [
      { at: 1, x: 1, y: 0 },
      { at: 2, x: 105, y: 0 },
      { at: 3, x: 103, y: 0 },
    ],
    clicks: [{ at: 3, x: 103, y: 0 }],
  })
  expect(hovered).toEqual([2])
})

it('looks one point ahead, to glide there', () => {
  const { trail } = createTrail()
  trail.add([pointer(1)])
  expect(trail.read([pointer(9), pointer(10)]).path.map(({ at }) => at)).toEqual([1, 9])
  expect(trail.read([]).path.map(({ at }) => at)).toEqual([1])
})

it('starts anew at a snapshot, with what was before it', () => {
  const { trail } = createTrail()
  trail.add([click(1)])
  trail.restart([pointer(5), click(6)], false)
  expect(trail.read([])).toMatchObject({ path: [{ at: 5 }, { at: 6 }], clicks: [{ at: 6 }] })
  trail.restart([], true)
  expect(trail.read([]).path).toHaveLength(2)
  trail.restart([], false)
  expect(trail.read([])).toEqual({ path: [], clicks: [] })
})

it('hovers nothing once the page was replaced, until the pointer moves', () => {
  const { trail, hovered } = createTrail()
  trail.add([pointer(1)])
  trail.forgetHover()
  trail.add([{ kind: 'viewport', at: 2, width: 8, height: 6 }])
  trail.add([pointer(3)])
  expect(hovered).toEqual([1, -1, 1])
})

it('keeps no more than the latest points, however they come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 6 }), (sizes) => {
      const { trail } = createTrail()
      let at = 0
      for (const size of sizes) trail.add(Array.from({ length: size }, () => click(++at)))
      const { path, clicks } = trail.read([])
      expect(path.map((point) => point.at)).toEqual(lastOf(at, 240))
      expect(clicks.map((point) => point.at)).toEqual(lastOf(at, 16))
    }),
  )
})

function lastOf(count: number, max: number): number[] {
  const length = Math.min(count, max)
  return Array.from({ length }, (_, index) => count - length + index + 1)
}
