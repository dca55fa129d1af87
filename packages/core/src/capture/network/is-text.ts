/** What can be read as text, and ends. An event stream does not. */
const textual =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|xml)|application\/x-www-form-urlencoded)/i

export function isText(contentType: string | null): boolean {
  return contentType !== null && textual.test(contentType)
}
