import { defaultDetectors, detect } from '@playhead/protocol'

/** What stands within a line of text. Anything else ends it. */
const inline =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|slot|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/i

const numbers = defaultDetectors.filter(({ name }) => name === 'card' || name === 'iban')

interface TextNode {
  textContent: string
}

/** A line of readable text, as its nodes come. */
export interface Line {
  add(node: TextNode): void
  isInLine(tag: string): boolean
  end(): void
}

/**
 * Takes out of readable text what no single node shows: a card number or an IBAN whose groups stand in
 * elements of their own, `<b>4242</b> <b>4242</b> …`. Digits become `*`, in place.
 */
export function createLine(): Line {
  let line: TextNode[] = []
  return {
    add: (node) => void line.push(node),
    isInLine: (tag) => inline.test(tag),
    end() {
      if (line.length > 1) redactLine(line)
      if (line.length > 0) line = []
    },
  }
}

function redactLine(line: readonly TextNode[]): void {
  const joined = line.map(({ textContent }) => textContent).join('')
  if (!/\d\D*\d/.test(joined)) return
  for (const { start, end } of detect(joined, numbers)) {
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
