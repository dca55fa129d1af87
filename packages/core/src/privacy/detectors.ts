import { defaultDetectors, detect, redact } from '@playhead/protocol/detectors'
import type { TextNode } from './redact-split-text.ts'

// What finds personal data in text that is kept: a part of its own, since most pages keep no such text.

const inPieces = defaultDetectors.filter(({ name }) => /^(?:card|iban|mail)$/.test(name))

export function takeOut(text: string): string {
  return redact(text, detect(text))
}

/**
 * Takes out of readable text what no single node shows: a card number or an IBAN whose groups stand in
 * elements of their own, `<b>4242</b> <b>4242</b> …`, or a mail address. Letters and digits become `*`,
 * in place.
 */
export function redactLine(line: readonly TextNode[], joined: string): void {
  for (const { start, end } of detect(joined, inPieces)) {
    let from = 0
    for (const node of line) {
      const { textContent } = node
      const [first, last] = [Math.max(0, start - from), Math.min(textContent.length, end - from)]
      if (first < last) {
        const digits = textContent.slice(first, last).replace(/[\p{L}\p{N}]/gu, '*')
        node.textContent = textContent.slice(0, first) + digits + textContent.slice(last)
      }
      from += textContent.length
    }
  }
}
