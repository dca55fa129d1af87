/** A URL short enough for a row: path and query, and the host only where it is not `ownHost`. */
export function toShortUrl(url: string, ownHost: string): string {
  if (!URL.canParse(url)) return url
  const { protocol, host, pathname, search } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') return url
  return `${host === ownHost ? '' : host}${pathname}${search}`
}
