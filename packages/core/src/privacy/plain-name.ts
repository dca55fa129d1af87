const maxNameLength = 48

/**
 * Whether an id, a class or a test id reads like a name somebody chose: words of letters, joined by
 * `-` or `_`, at most two digits in a row. Generated names (`:r1:`, `css-1x2y3z`, `order-4711`) may
 * carry data or change with the build, so whatever is not plainly a name is refused.
 */
export function isPlainName(name: string): boolean {
  return (
    name.length <= maxNameLength &&
    /^[A-Za-z]+\d{0,2}(?:[-_]+[A-Za-z]+\d{0,2}|[-_]+\d{1,2})*$/.test(name)
  )
}
