/** Names of classes, what they may stand in, and what else may hold a dot. */
const tokens = /\.((?:\\[\da-f]{1,6} ?|\\.|[-\w\u0080-\uffff])+)|"(?:\\.|[^"\\])*"|\\.|[([\]),]/gi

/**
 * The classes without which a selector fits nothing, for each of its alternatives. What stands in
 * parentheses (`:not()`, `:is()`) asks for nothing here.
 *
 * @param selector as browsers write it down (CSSOM, "serialize a group of selectors").
 */
export function neededClasses(selector: string): string[][] {
  let needed: string[] = []
  const alternatives = [needed]
  let depth = 0
  for (const [token, name] of selector.matchAll(tokens)) {
    if (token === '(' || token === '[') depth++
    else if (token === ')' || token === ']') depth--
    else if (depth > 0) continue
    else if (name) needed.push(unescape(name))
    else if (token === ',') alternatives.push((needed = []))
  }
  return alternatives
}

function unescape(name: string): string {
  return name.replace(/\\(?:([\da-f]{1,6}) ?|(.))/gi, (_, code?: string, sign = '') =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : sign,
  )
}
