import { defaultDetectors, detect } from '@playhead/protocol'
import type { serializedNodeWithId } from '@rrweb/types'

/** rrweb's node types, see mask-frames.ts. */
const element = 2
const text = 3

/** What stands within a line of text. Anything else ends it. */
const inline =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|slot|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/i

const numbers = defaultDetectors.filter(({ name }) => name === 'card' || name === 'iban')

interface TextNode {
  textContent: string
}

/**
 * Takes out of readable text what no single node shows: a card number or an IBAN whose groups stand in
 * elements of their own, `<b>4242</b> <b>4242</b> …`. Digits become `*`, in place.
 *
 * @param tree already masked node by node.
 */
export function redactSplitText(tree: serializedNodeWithId): void {
  let line: TextNode[] = []
  const endLine = (): void => {
    if (line.length > 1) redactLine(line)
    line = []
  }
  const walk = (node: serializedNodeWithId): void => {
    if (node.type === text) line.push(node)
    else if (node.type === element && inline.test(node.tagName)) node.childNodes.forEach(walk)
    else if ('childNodes' in node) {
      endLine()
      node.childNodes.forEach(walk)
      endLine()
    }
  }
  walk(tree)
  endLine()
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
