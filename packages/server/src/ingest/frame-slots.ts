import type { FrameEvent } from '@playhead/protocol'
import type { Slot } from './personal-data.ts'

/** Attributes and fields of numbers and names that a drawing or the player needs. */
const drawing = new Set([
  'd',
  'points',
  'transform',
  'gradientTransform',
  'viewBox',
  'tagName',
  'rr_dataURL',
  'base64',
  'root',
])
/** Fields that hold CSS. */
const css = new Set(['_cssText', 'cssText', 'rule', 'style', 'replace', 'replaceSync'])

const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g
const base64Url = /^data:[^,]{0,200};base64,/i
/** A text shorter than the shortest datum: three digits with their name before them. */
const shortest = 6

type About = Pick<Slot, 'at'> & { channel: string }

/** Every text of the frames that may hold a personal datum. They are changed in place. */
export function frameSlots(frames: readonly FrameEvent[]): Slot[] {
  const slots: Slot[] = []
  for (const frame of frames) {
    visit(Object(frame), 'data', { at: frame.timestamp, channel: 'text' }, slots)
  }
  return slots
}

function visit(holder: Record<string, unknown>, name: string, about: About, slots: Slot[]): void {
  const value = holder[name]
  if (typeof value === 'string') {
    if (value.length < shortest || drawing.has(name) || base64Url.test(value)) return
    const replace = (text: string): void => void (holder[name] = text)
    if (css.has(name) || holder['isStyle'] === true) visitCss(value, replace, about, slots)
    else slots.push({ at: about.at, channel: channelOf(name, about), text: value, replace })
  } else if (typeof value === 'object' && value !== null) {
    const inner: Record<string, unknown> = Object(value)
    const channel = name === 'attributes' && !Array.isArray(value) ? 'attribute' : about.channel
    for (const key of Object.keys(inner)) visit(inner, key, { ...about, channel }, slots)
  }
}

function channelOf(name: string, { channel }: About): string {
  if (channel === 'attribute') return name === 'value' ? 'input' : 'attribute'
  // rrweb's input frames hold what is in a field as `text`.
  if (name === 'text') return 'input'
  return name === 'href' ? 'url' : channel
}

/** Of CSS only what stands in quotes: the rest is names and measures. */
function visitCss(
  text: string,
  replace: (text: string) => void,
  { at }: About,
  slots: Slot[],
): void {
  let whole = text
  for (const [piece] of text.matchAll(quoted)) {
    if (piece.length < shortest || base64Url.test(piece.slice(1))) continue
    slots.push({
      at,
      channel: 'css',
      text: piece,
      replace(clean) {
        whole = whole.replaceAll(piece, () => clean)
        replace(whole)
      },
    })
  }
}
