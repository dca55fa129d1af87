import type { Attributes } from '../privacy/mask-attributes.ts'
import { typeOf } from '../privacy/mask-node.ts'
import { attributeNames, attributeOf } from './access.ts'

/** The value of these is no attribute of theirs, and is never read from one. */
const withLiveValue = /^(?:input|textarea|select)$/
const labelTypes = /^(?:submit|button|reset)$/

/** What a markup says, without what is never recorded of it. */
export function readAttributes(at: Element, tag: string): Attributes {
  const raw: Attributes = {}
  const hasValue = withLiveValue.test(tag) && !(tag === 'input' && labelTypes.test(typeOf(at)))
  for (const name of attributeNames(at)) {
    // A frame shows what is recorded of it, and loads nothing.
    if ((tag === 'iframe' && name === 'src') || (hasValue && name === 'value')) continue
    const value = attributeOf(at, name)
    if (value !== null) raw[name] = value
  }
  return raw
}
