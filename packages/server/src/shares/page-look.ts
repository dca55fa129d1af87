import { createPageModel, type FrameEvent, toMutation } from '@playhead/protocol'
import { fieldsOf, fullSnapshot, incremental, meta } from './frame-fields.ts'

/** What a page looks like at a moment, out of what was recorded before it. */
export interface PageLook {
  /** Frames in their order. What stands before the first full picture counts for nothing. */
  follow(frames: readonly FrameEvent[]): void
  /**
   * The size of the window, one full picture with every change in it, and after it what a picture cannot
   * say, all dated to one moment. What has gone before it is in none of it. Nothing if there was no
   * full picture.
   *
   * @param at ms since the Unix epoch.
   */
  save(at: number): FrameEvent[]
}

/* IncrementalSource of @rrweb/types. */
const mutation = 0
/** Scrolling, the window's size, fields, media: only the last of a node counts. */
const lastOnly = new Set([3, 4, 5, 7])
/** Of the rules of stylesheets each counts. */
const ruleSources = new Set([8, 13, 15])

export function createPageLook(): PageLook {
  const model = createPageModel<{ frame: FrameEvent }>()
  let size: FrameEvent | null = null
  let picture: FrameEvent | null = null

  function change(frame: FrameEvent): void {
    const data = fieldsOf(frame.data)
    const source = Number(data['source'])
    if (source === mutation) model.mutate(data)
    const node = typeof data['id'] === 'number' ? data['id'] : -1
    if (node >= 0 && !model.has(node)) return
    const isLast = lastOnly.has(source)
    if (isLast || ruleSources.has(source)) model.residue.keep({ frame }, node, isLast)
  }

  return {
    follow(frames) {
      for (const frame of frames) {
        if (frame.type === meta) size = frame
        if (frame.type === incremental && picture) change(frame)
        if (frame.type !== fullSnapshot) continue
        picture = frame
        model.load(fieldsOf(frame.data)['node'])
      }
    },
    save(at) {
      if (!picture) return []
      const { root, documents } = model.save()
      const { properties, kept } = model.residue.save(at)
      const page = [
        ...(size ? [size] : []),
        { ...picture, data: { ...fieldsOf(picture.data), node: root } },
        ...documents.map((document) => toMutation(at, { adds: [document] })),
        ...properties,
        ...kept.map(({ frame }) => frame),
      ]
      return page.map((frame) => ({ ...frame, timestamp: at }))
    },
  }
}
