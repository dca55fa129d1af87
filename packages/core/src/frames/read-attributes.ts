import { animated, frameElsewhere, topLayer } from '@playhead/protocol/parts'
import { styleSplit } from '../dom/css-text.ts'
import { type Attributes, maskAttributes } from '../privacy/mask-attributes.ts'
import { scrubDeclaration, scrubStylesheet } from '../privacy/scrub-css.ts'
import type { FrameRules } from './frame-rules.ts'
import { isNumber, isObject } from './read-json.ts'
import { readValue } from './read-text.ts'

const isSize = (value: unknown): boolean => /^\d+(?:\.\d+)?px$/.test(String(value))
const isFlag = (value: unknown): boolean => typeof value === 'boolean'

/** What a recorder says of an element beside its markup. */
const told: Readonly<Record<string, (value: unknown) => boolean>> = {
  rr_width: isSize,
  rr_height: isSize,
  rr_scrollLeft: isNumber,
  rr_scrollTop: isNumber,
  rr_mediaCurrentTime: isNumber,
  rr_mediaPlaybackRate: isNumber,
  rr_mediaVolume: isNumber,
  rr_mediaMuted: isFlag,
  rr_mediaLoop: isFlag,
  rr_mediaState: (value) => value === 'paused' || value === 'played',
  rr_open_mode: (value) => value === 'modal' || value === 'non-modal',
  [topLayer]: (value) => value === null || /^\d{1,9}$/.test(String(value)),
  [frameElsewhere]: (value) => value === '' || value === null,
}

/** @param tag '' where a change does not say of which element it is; then what depends on it is left out. */
export function readAttributes(value: unknown, tag: string, rules: FrameRules): Attributes {
  const kept: Attributes = {}
  const raw: Attributes = {}
  for (const [name, one] of Object.entries(isObject(value) ? value : {})) {
    // What is in it is not checked.
    if (name === animated) continue
    const isTold = Object.hasOwn(told, name) && told[name]?.(one)
    if (name === '_cssText') kept[name] = scrubParts(String(one), rules)
    else if (name === 'value' && typeof one === 'string') kept[name] = readValue(one, rules)
    else if (name === 'style' && isObject(one)) Object.assign(kept, { style: styleOf(one, rules) })
    else if (typeof one === 'string' || typeof one === 'boolean' || isNumber(one) || one === null)
      (isTold ? kept : raw)[name] = one
  }
  const type = String(raw['type'] ?? '').toLowerCase()
  const { level, scrubUrl, takeOut } = rules
  // A picture inside its own address, which in a safe region an image may show.
  const from = tag === '' && level === 'safe' ? 'img' : tag
  return { ...maskAttributes(raw, { tag: from, type, level, scrubUrl, takeOut }), ...kept }
}

function scrubParts(css: string, { scrubUrl }: FrameRules): string {
  return css
    .split(styleSplit)
    .map((part) => scrubStylesheet(part, scrubUrl))
    .join(styleSplit)
}

/** Single properties that were set. */
function styleOf(set: Record<string, unknown>, { scrubUrl }: FrameRules): Record<string, string> {
  return Object.fromEntries(
    Object.entries(set).flatMap(([property, value]) =>
      typeof value === 'string' ? [[property, scrubDeclaration(property, value, scrubUrl)]] : [],
    ),
  )
}
