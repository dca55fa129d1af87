import { defaultDetectors, detect, type Detection, type Detector, redact } from '@playhead/protocol'

/** A text somewhere in a segment, and how to put another in its place. */
export interface Slot {
  text: string
  channel: string
  /** ms since the Unix epoch; tells which page it was on. */
  at: number
  replace(text: string): void
}

/** No built-in pattern but one reaches over it: it is neither space nor word, and values end at a space. */
const separator = '\n\u0001\n'

/** That one: a private key reaches to its end, or as far as it may. It is looked at alone. */
const endless = /PRIVATE KEY/

/** What the page has masked already still has the shape of what it was, or says what it was. */
const masked = /^(?:\[[a-z-]+\]|[xX0\W_])*$/

/** Findings of one call are compared with each other, so a call gets no more than this. */
const batchLength = 16_384

/** What is looked at before others get their turn: some ten milliseconds. */
const lengthPerTurn = 262_144

/**
 * Looks at each text once, many of them in one go: forty patterns on a thousand short texts cost far
 * more than on one long one. What patterns of the application reach over nobody knows, so with such each
 * text is looked at alone.
 */
export async function detectAll(
  texts: Iterable<string>,
  detectors: readonly Detector[],
): Promise<Map<string, Detection[]>> {
  const found = new Map<string, Detection[]>()
  let sinceTurn = 0
  for (const batch of toBatches(new Set(texts), detectors !== defaultDetectors)) {
    detectBatch(batch, detectors, found)
    sinceTurn += batch.reduce((sum, text) => sum + text.length, 0)
    if (sinceTurn < lengthPerTurn) continue
    sinceTurn = 0
    await new Promise((resolve) => setImmediate(resolve))
  }
  return found
}

function* toBatches(texts: Iterable<string>, areOwn: boolean): Generator<string[]> {
  let batch: string[] = []
  let length = 0
  for (const text of texts) {
    if (areOwn || endless.test(text)) {
      yield [text]
      continue
    }
    if (batch.length > 0 && length + text.length > batchLength) {
      yield batch
      batch = []
      length = 0
    }
    batch.push(text)
    length += text.length + separator.length
  }
  if (batch.length > 0) yield batch
}

/** Puts every detection to the text that it is in. */
function detectBatch(
  batch: readonly string[],
  detectors: readonly Detector[],
  found: Map<string, Detection[]>,
): void {
  const detections = detect(batch.join(separator), detectors)
  let next = 0
  let from = 0
  for (const text of batch) {
    const own: Detection[] = []
    for (let one = detections[next]; one && one.end <= from + text.length;) {
      const datum = text.slice(one.start - from, one.end - from)
      if (!masked.test(datum)) own.push({ ...one, start: one.start - from, end: one.end - from })
      one = detections[++next]
    }
    if (own.length > 0) found.set(text, own)
    from += text.length + separator.length
  }
}

/** Puts the kind of each finding in its place. Tells what was found, by kind. */
export function replaceFound(
  slot: Slot,
  found: ReadonlyMap<string, readonly Detection[]>,
): readonly string[] {
  const detections = found.get(slot.text)
  if (!detections) return []
  slot.replace(redact(slot.text, detections))
  return detections.map(({ detector }) => detector)
}
