/** How a regular expression is written into a build, which takes JSON only. */
interface WrittenPattern {
  regExp: string
  flags: string
}

export function toWrittenPattern({ source, flags }: RegExp): WrittenPattern {
  return { regExp: source, flags }
}

/** For `JSON.parse`. */
export function readWrittenPattern(_name: string, value: unknown): unknown {
  const { regExp, flags }: { regExp?: unknown; flags?: unknown } =
    typeof value === 'object' && value !== null ? value : {}
  return typeof regExp === 'string' && typeof flags === 'string' ? new RegExp(regExp, flags) : value
}
