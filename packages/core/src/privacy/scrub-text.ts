import { detect, redact, type ScrubUrl } from '@playhead/protocol'

/**
 * Second line for text that is kept because an engineer needs it (console, error messages, stacks):
 * what the detectors know (mail addresses, card numbers, tokens and so on) is taken out, and URLs are
 * scrubbed.
 */
export function scrubText(text: string, scrubUrl: ScrubUrl): string {
  const scrubbed = text.replace(/\b(?:https?|wss?):\/\/[^\s"'<>()]+/g, (found) => {
    // A stack writes `url:line:column`.
    const position = /(?::\d+){1,2}$/.exec(found)?.[0] ?? ''
    return scrubUrl(found.slice(0, found.length - position.length)) + position
  })
  return redact(scrubbed, detect(scrubbed))
}
