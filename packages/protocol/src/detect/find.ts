import { toPlainText } from './plain-text.ts'

/** Finds one kind of personal datum or secret in free text. */
export interface Detector {
  /** What it finds; the replacement says it: `[card]`. */
  name: string
  /** Must have the flag `g`. If it has a first group, only that part is the datum. */
  pattern: RegExp
  /** Looks closer at a match, by checksum for one. Default: every match counts. */
  isReal?: (found: string) => boolean
  /** Which parts of a match are a datum each, from and to. Default: all of it. */
  parts?: (found: string) => readonly (readonly [start: number, end: number])[]
}

/** Where a datum stands in a text. */
export interface Detection {
  detector: string
  /** Index of its first UTF-16 unit. */
  start: number
  /** Index after its last. */
  end: number
}

/**
 * What these detectors find, and no others. The earlier one wins where two overlap.
 * @returns by position, never overlapping.
 */
export function findAll(text: string, detectors: readonly Detector[]): Detection[] {
  const plain = toPlainText(text)
  const found: Detection[] = []
  for (const detector of detectors) {
    for (const match of plain.matchAll(detector.pattern)) {
      for (const detection of toDetections(match, detector)) {
        if (!found.some((other) => isOverlapping(other, detection))) found.push(detection)
      }
    }
  }
  found.sort((one, other) => one.start - other.start)
  return plain === text || found.length === 0 ? found : inOriginal(found, text)
}

/** Where the findings in its plain form stand in the text itself. */
function inOriginal(found: readonly Detection[], text: string): Detection[] {
  const origins: number[] = []
  let at = 0
  for (const sign of text) {
    for (let unit = toPlainText(sign).length; unit > 0; unit--) origins.push(at)
    at += sign.length
  }
  return found.map(({ detector, start, end }) => ({
    detector,
    start: origins[start] ?? at,
    end: origins[end] ?? at,
  }))
}

/** `text` with every finding replaced by its detector's name: `[mail]`. */
export function redact(text: string, detections: readonly Detection[]): string {
  let at = 0
  let redacted = ''
  for (const { detector, start, end } of detections) {
    redacted += `${text.slice(at, start)}[${detector}]`
    at = end
  }
  return redacted + text.slice(at)
}

function toDetections(match: RegExpExecArray, { name, isReal, parts }: Detector): Detection[] {
  const datum = match[1] ?? match[0]
  if (datum === '' || (isReal && !isReal(datum))) return []
  // The datum ends its match in every pattern that has a group.
  const from = match.index + match[0].lastIndexOf(datum)
  return (parts?.(datum) ?? [[0, datum.length]]).map(([start, end]) => ({
    detector: name,
    start: from + start,
    end: from + end,
  }))
}

function isOverlapping(one: Detection, other: Detection): boolean {
  return one.start < other.end && other.start < one.end
}
