import { isElement, nextSibling, previousSibling, tagOf, textContent } from '../dom/access.ts'
import type { LateDetectors } from './late-detectors.ts'

/** What stands within a line of text. Anything else ends it. */
const inline =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|slot|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/i

export interface TextNode {
  textContent: string
}

/** As many pieces as the longest number has digits, with something between them. */
const maxBeside = 40

/** A line of readable text, as its nodes come. */
export interface Line {
  add(node: TextNode): void
  /** What has been there, before a node or after it: a number may be completed by what comes or changes. */
  addBeside(node: Node, isAfter: boolean): void
  isInLine(tag: string): boolean
  end(): void
}

/** Has taken out of lines what no single node shows. */
export function createLine({ redactLine }: Pick<LateDetectors, 'redactLine'>): Line {
  let line: TextNode[] = []
  const isInLine = (tag: string): boolean => inline.test(tag)
  return {
    add: (node) => void line.push(node),
    addBeside(node, isAfter) {
      const step = isAfter ? nextSibling : previousSibling
      for (let at = step(node), left = maxBeside; at && left > 0; at = step(at), left--) {
        if (isElement(at) && !isInLine(tagOf(at))) break
        line[isAfter ? 'push' : 'unshift']({ textContent: textContent(at) ?? '' })
      }
    },
    isInLine,
    end() {
      if (line.length > 1) redactLine(line)
      if (line.length > 0) line = []
    },
  }
}
