/** Whether a URL, absolute or as the page writes it, is an endpoint's or below it. */
export function isBelow(url: string, endpoint: string): boolean {
  try {
    const { href } = new URL(url, document.baseURI)
    return href === endpoint || href.startsWith(`${endpoint}/`) || href.startsWith(`${endpoint}?`)
  } catch {
    return false
  }
}
