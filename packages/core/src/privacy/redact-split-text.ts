import type { LateDetectors } from './late-detectors.ts'

/** What stands within a line of text. Anything else ends it. */
const inline =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|slot|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/i

export interface TextNode {
  textContent: string
}

/** A line of readable text, as its nodes come. */
export interface Line {
  add(node: TextNode): void
  isInLine(tag: string): boolean
  end(): void
}

/** Has taken out of lines what no single node shows. */
export function createLine({ redactLine }: Pick<LateDetectors, 'redactLine'>): Line {
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
