/** Whether a text fits a pattern in which `*` stands for anything, also for nothing. */
export function toGlob(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return (text) => text === pattern
  return (text) => {
    if (!text.startsWith(first) || text.length < first.length + last.length) return false
    const end = text.length - last.length
    let at = first.length
    // The earliest place is as good as any: what follows only needs room.
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > end) return false
      at = found + part.length
    }
    return text.endsWith(last)
  }
}

/** As `toGlob`; a pattern that begins with `/` is compared with path and query of a URL. */
export function toUrlGlob(pattern: string): (url: string) => boolean {
  const fits = toGlob(pattern)
  return pattern.startsWith('/') ? (url) => fits(toPath(url)) : fits
}

function toPath(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return pathname + search
}
