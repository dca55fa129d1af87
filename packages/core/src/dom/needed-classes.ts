/** Names of classes, what they may stand in, and what else may hold a dot. */
const tokens = /\.(?:\\[\da-f]{1,6} ?|\\.|[-\w\u0080-\uffff])+|"(?:\\.|[^"\\])*"|\\.|[([\]),]/gi

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
  // Not `matchAll`, which makes an object of each: this is done for every rule of a page.
  for (const token of selector.match(tokens) ?? []) {
    if ('(['.includes(token)) depth++
    else if (')]'.includes(token)) depth--
    else if (depth > 0) continue
    else if (token === ',') alternatives.push((needed = []))
    else if (token[0] === '.') needed.push(unescape(token.slice(1)))
  }
  return alternatives
}

/** Hardly any is escaped. */
function unescape(name: string): string {
  return name.includes('\\')
    ? name.replace(/\\(?:([\da-f]{1,6}) ?|(.))/gi, (_, code: string, sign: string) =>
        code ? String.fromCodePoint(Number(`0x${code}`)) : sign,
      )
    : name
}
