import { isObject } from '../read-frames.ts'

/** IncrementalSource of @rrweb/types. */
const fontSource = 10

/** Whether a frame is about a font that code added to the page. */
export function isFont(data: unknown): data is Record<string, unknown> {
  return isObject(data) && data.source === fontSource
}

/**
 * Adds a font to the rebuilt page. rrweb makes it in the viewer's own document, where Chromium loads it and
 * the page is not laid out with it.
 *
 * @returns false if it is none.
 */
export function showFont(page: Document | null, data: Record<string, unknown>): boolean {
  const { family, fontSource: address, descriptors } = data
  const realm = page?.defaultView as (Window & typeof globalThis) | null | undefined
  if (!page || !realm || typeof family !== 'string' || typeof address !== 'string') return false
  try {
    page.fonts.add(new realm.FontFace(family, address, isObject(descriptors) ? descriptors : {}))
    return true
  } catch {
    return false
  }
}
