import { createPageModel, type FrameEvent, toMutation } from '@playhead/protocol'
import { isObject, type Step } from '../read-frames.ts'

type Snapshot = Extract<Step, { kind: 'snapshot' }>

/** A page at a moment, as a full snapshot and what is done after it. */
export interface DerivedPage {
  snapshot: Snapshot['frame']
  after: readonly Step[]
  viewport: Extract<Step, { kind: 'viewport' }> | null
  /** The pointer's last steps. */
  pointers: readonly Step[]
  /** Changes that found no place. */
  broken: number
  /** Nodes and steps in it: what keeping it costs. */
  size: number
}

/** Follows a recording without showing it. */
export interface PageDeriver {
  start(page: Pick<DerivedPage, 'snapshot' | 'after' | 'viewport' | 'pointers' | 'broken'>): void
  follow(step: Step): void
  save(at: number): DerivedPage
}

/* IncrementalSource of @rrweb/types. */
const mutation = 0
/** Fields, media and the selection: the last of a node counts. Scrolling is a step of its own. */
const lastOnly = [5, 7, 14]
const maxPointers = 240

export function createPageDeriver(): PageDeriver {
  const model = createPageModel<Extract<Step, { kind: 'change' | 'scroll' }>>()
  let snapshot: Snapshot['frame'] | null = null
  let viewport: DerivedPage['viewport'] = null
  let pointers: Step[] = []
  let broken = 0

  function change(step: Extract<Step, { kind: 'change' }>): void {
    const { data } = step.frame
    if (!isObject(data)) return
    if (data.source === mutation) {
      if (!model.mutate(data)) broken++
      return
    }
    const node = typeof data.id === 'number' ? data.id : -1
    if (node >= 0 && !model.has(node)) return
    model.residue.keep(step, node, lastOnly.includes(Number(data.source)))
  }

  function follow(step: Step): void {
    switch (step.kind) {
      case 'snapshot':
        snapshot = step.frame
        model.load(isObject(step.frame.data) ? step.frame.data.node : null)
        broken = 0
        return
      case 'viewport':
        viewport = step
        return
      case 'change':
        change(step)
        return
      case 'scroll':
        if (model.has(step.node)) model.residue.keep(step, step.node, true)
        return
      case 'unreadable':
        broken++
        return
      case 'pointer':
      case 'click':
        pointers.push(step)
        if (pointers.length > 2 * maxPointers) pointers = pointers.slice(-maxPointers)
    }
  }

  return {
    start(page) {
      follow({ kind: 'snapshot', at: page.snapshot.timestamp, frame: page.snapshot })
      page.after.forEach(follow)
      viewport = page.viewport
      pointers = [...page.pointers]
      broken = page.broken
    },
    follow,
    save(at) {
      if (!snapshot) throw new Error('Nothing was followed yet.')
      const { root, documents } = model.save()
      const data = { ...(isObject(snapshot.data) ? snapshot.data : {}), node: root }
      const { properties, kept } = model.residue.save(at)
      const added = documents.map((document) => toMutation(at, { adds: [document] }))
      return {
        snapshot: { ...snapshot, data },
        after: [...[...added, ...properties].map((frame) => toChange(frame, at)), ...kept],
        viewport,
        pointers: pointers.slice(-maxPointers),
        broken,
        size: model.size + model.residue.size,
      }
    },
  }
}

function toChange(frame: FrameEvent, at: number): Step {
  return { kind: 'change', at, frame }
}
