import type { Attributes } from '../privacy/mask-attributes.ts'
import { firstChild, matches, nextSibling } from './access.ts'
import { isLong, type ScrubCss, sheetText, styleText } from './css-text.ts'

/** What else there is to follow of stylesheets that have been found. */
export interface OnSheet {
  /** It has been written down. */
  sheet(owner: Element): void
  /** It is long: it is written down by itself. */
  longSheet(owner: HTMLLinkElement | HTMLStyleElement): void
  /** It may yet load another one, or its first. */
  link(link: HTMLLinkElement): void
}

/** Adds what no attribute tells. @param isOld whether it may have been scrolled. */
export function addState(
  at: Element,
  tag: string,
  masked: Attributes,
  isOld: boolean,
  scrub: ScrubCss,
  found: OnSheet,
): void {
  if (isSwitchedOff(at)) masked['media'] = appliesNowhere
  if (tag === 'style') addStyle(at as HTMLStyleElement, masked, scrub, found)
  else if (tag === 'link') addLink(at as HTMLLinkElement, masked, scrub, found)
  else if (tag === 'audio' || tag === 'video') addPlayback(at as HTMLMediaElement, masked)
  else if (tag === 'dialog' && masked['open'] !== undefined) masked['rr_open_mode'] = openMode(at)
  // What was just added nobody has scrolled yet, and asking would lay the page out.
  if (!isOld) return
  const { scrollLeft, scrollTop } = at
  if (isMoved(scrollLeft)) masked['rr_scrollLeft'] = scrollLeft
  if (isMoved(scrollTop)) masked['rr_scrollTop'] = scrollTop
}

/** What `media` says of a stylesheet that is switched off, as nothing else in the frames can. */
export const appliesNowhere = 'not all'

export function isSwitchedOff(at: Element): boolean {
  const owner = at as HTMLLinkElement
  // A link that is switched off has none.
  return 'sheet' in at && (/alternate/i.test(owner.rel) || (owner.sheet ?? owner).disabled)
}

function addStyle(at: HTMLStyleElement, masked: Attributes, scrub: ScrubCss, found: OnSheet): void {
  const { sheet } = at
  if (!sheet) return
  const first = firstChild(at)
  const isWhole = !first || !nextSibling(first)
  if (isWhole && isLong(sheet)) return found.longSheet(at)
  found.sheet(at)
  const css = styleText(at, sheet, scrub)
  if (css) masked['_cssText'] = css
}

function addLink(at: HTMLLinkElement, masked: Attributes, scrub: ScrubCss, found: OnSheet): void {
  found.link(at)
  if (isLong(at.sheet)) found.longSheet(at)
  else {
    const css = sheetText(at.sheet, at.href, scrub)
    if (!css) return
    found.sheet(at)
    masked['_cssText'] = css
  }
  delete masked['rel']
  delete masked['href']
}

function addPlayback(media: HTMLMediaElement, masked: Attributes): void {
  Object.assign(masked, {
    rr_mediaState: media.paused ? 'paused' : 'played',
    rr_mediaCurrentTime: media.currentTime,
    rr_mediaPlaybackRate: media.playbackRate,
    rr_mediaMuted: media.muted,
    rr_mediaLoop: media.loop,
    rr_mediaVolume: media.volume,
  })
}

export function openMode(dialog: Element): string {
  return matches(dialog, ':modal') ? 'modal' : 'non-modal'
}

/** No number at all is what a form has for its field of that name. */
function isMoved(position: unknown): boolean {
  return typeof position === 'number' && position !== 0
}
