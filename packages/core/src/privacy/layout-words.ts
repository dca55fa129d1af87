import { isKeyword } from './css-words.ts'

/*
 * The words that layout knows, besides those of styles. A value of an attribute that is made of these, of
 * numbers and of colours says nothing about anybody; whatever else may be a name, whichever attribute it
 * stands in.
 */
const words = new Set(
  (
    'true false yes no on off mixed until found col px em rem vw vh deg s ms x y e a i var ' +
    // Fields, buttons, lists
    'search tel url email password checkbox radio date datetime local month week time number range ' +
    'file submit reset button image plaintext only soft hard ' +
    // Links, pictures, media queries, the viewport
    'stylesheet icon css svg xml utf http https www w3 org screen print and not min max width height device ' +
    'prefers scheme dark light portrait landscape initial scale viewport fit ' +
    // How something is painted
    'meet slice xmidymid xminymin userspaceonuse objectboundingbox serif sans monospace arial ' +
    // Markers of ours, states
    'ignore safe page step menu listbox tree dialog'
  ).split(' '),
)

/** Whether a value is made of layout's words and of numbers shorter than anybody's. */
export function isLayoutValue(value: string): boolean {
  const rest = value.replace(/#[\da-f]{3,8}\b/gi, '').toLowerCase()
  return (
    value.length <= 100 &&
    /^[\w\s.,;=%+:/()*'"-]*$/.test(rest) &&
    !/\d{7}/.test(value) &&
    (rest.match(/[a-z]+(?:-[a-z]+)*|_/g) ?? []).every(
      (word) => word.split('-').every((part) => words.has(part)) || isKeyword(word),
    )
  )
}
