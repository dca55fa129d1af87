const maxNameLength = 48

/** What stands after one of these names somebody, unless it is a word of what is shown of them. */
const ofSomebody =
  /(?:\b|_)(?:user|customer|client|member|person|profile|patient|account|employee|guest|contact|student|owner|assignee)s?[-_]+(?!(?:new|edit|create|add|list|all|me|settings|search|profile|details?|name|avatar|icon|image|photo|menu|card|item|row|cell|info|link|button|btn|form|input|field|label|title|header|content|body|table|grid|group|page|panel|view|nav|bar|email|phone|role|status|id|type|select|drag|modify|zoom|valid|invalid)(?![a-z]))[a-z]/i

/** `user-jane-doe`, and not `user-menu`. */
export function namesSomebody(name: string): boolean {
  return ofSomebody.test(name)
}

/**
 * Whether an id, a class or a test id reads like a name somebody chose: words of letters, joined by
 * `-` or `_`, at most two digits in a row. Generated names (`:r1:`, `css-1x2y3z`, `order-4711`) may
 * carry data or change with the build, so whatever is not plainly a name is refused.
 */
export function isPlainName(name: string): boolean {
  return (
    name.length <= maxNameLength &&
    !namesSomebody(name) &&
    /^[A-Za-z]+\d{0,2}(?:[-_]+[A-Za-z]+\d{0,2}|[-_]+\d{1,2})*$/.test(name)
  )
}
