import type { ReplayedPage } from '../page/replayed-page.ts'
import type { Step } from '../read-frames.ts'
import type { PathPoint } from '../stage/pointer-layer.ts'

/** Where the pointer has been lately, and what it was over. */
export interface PointerTrail {
  /** @param before steps before the snapshot that is built on. @param keeps keep the trail if they hold none. */
  restart(before: readonly Step[], keeps: boolean): void
  /** Follows steps that have just been applied to the page. */
  add(steps: readonly Step[]): void
  /** The page was replaced, and the pointer is over nothing known. */
  forgetHover(): void
  /** @param next steps that are not due yet, of which the first point is glided to. */
  read(next: readonly Step[]): { path: PathPoint[]; clicks: PathPoint[] }
}

type PointerStep = Extract<Step, { kind: 'pointer' | 'click' }>

const maxPoints = 240
const maxClicks = 16

export function createPointerTrail(page: Pick<ReplayedPage, 'locate' | 'hover'>): PointerTrail {
  let path: PathPoint[] = []
  let clicks: PathPoint[] = []
  let node = -1

  return {
    restart(before, keeps) {
      const points = before.filter(isPointer).slice(-maxPoints)
      if (points.length === 0 && keeps) return
      path = points.map(({ at, x, y }) => ({ at, x, y }))
      clicks = points.filter(({ kind }) => kind === 'click').slice(-maxClicks)
    },
    add(steps) {
      const points = steps.filter(isPointer).slice(-maxPoints)
      for (const step of points) {
        const point = { at: step.at, ...page.locate(step) }
        path.push(point)
        if (step.kind === 'click') clicks.push(point)
      }
      path = path.slice(-maxPoints)
      clicks = clicks.slice(-maxClicks)
      node = points.at(-1)?.node ?? node
      if (steps.length > 0) page.hover(node)
    },
    forgetHover() {
      node = -1
    },
    read(next) {
      const following = next.find(isPointer)
      if (!following) return { path, clicks }
      return { path: [...path, { at: following.at, ...page.locate(following) }], clicks }
    },
  }
}

function isPointer(step: Step): step is PointerStep {
  return step.kind === 'pointer' || step.kind === 'click'
}
