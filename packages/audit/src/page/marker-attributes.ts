import { markers } from '@playhead/core'

/** The attributes with which elements say what may be read of them. */
export const markerAttributes: ReadonlySet<string> = new Set(
  Object.values(markers).flatMap((selectors) =>
    [...selectors.matchAll(/\[([\w-]+)/g)].map(([, name = '']) => name),
  ),
)
