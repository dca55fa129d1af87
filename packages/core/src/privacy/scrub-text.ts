import type { ScrubUrl } from '@playhead/protocol'

/** A text without what detectors find in it. */
export type TakeOut = (text: string) => string

/** What is taken out of text that is kept. */
export interface TextRules {
  scrubUrl: ScrubUrl
  /** Takes out what people have entered in the page. */
  hideEntered(text: string): string
  takeOut: TakeOut
}

/**
 * Second line for text that is kept because an engineer needs it (console, error messages, stacks):
 * what the detectors know (mail addresses, card numbers, tokens and so on) is taken out, and URLs are
 * scrubbed, and so is the path of one.
 */
export function scrubText(text: string, { scrubUrl, hideEntered, takeOut }: TextRules): string {
  const scrubbed = text.replace(/\b(?:https?|wss?):\/\/[^\s"'<>()]+/g, (found) => {
    // A stack writes `url:line:column`.
    const position = /(?::\d+){1,2}$/.exec(found)?.[0] ?? ''
    return scrubUrl(found.slice(0, found.length - position.length)) + position
  })
  return takeOut(hideEntered(scrubbed.replace(path, (found) => pathOf(scrubUrl(found)))))
}

/** `/api/users/nora?x=1`, with a second slash or a query: a single one stands for much else. */
const path =
  /(?<![\w:/.<*)\]-])\/[\w.~%@+-]+(?:(?:\/[\w.~%@+*-]*)+(?:\?[\w.~%@:+/&=*[\]-]*)?|\?[\w.~%@:+/&=*[\]-]*)/g

/** Without the origin, which the text did not have. */
function pathOf(url: string): string {
  return url.replace(/^\w+:\/\/[^/]*/, '')
}
