/*
 * The words that layout knows. A value of an attribute that is made of these, of numbers and of colours
 * says nothing about anybody; whatever else may be a name, whichever attribute it stands in.
 */
const words = new Set(
  (
    'true false auto none yes no on off mixed until found ltr rtl left right center middle top bottom start ' +
    'end justify baseline text horizontal vertical row col all px em rem vw vh deg s ms x y e a i var calc ' +
    // Fields, buttons, lists
    'search tel url email password checkbox radio date datetime local month week time number range color ' +
    'file hidden submit reset button image plaintext only soft hard ' +
    // Links, pictures, media queries, the viewport
    'stylesheet icon css svg xml utf http https www w3 org screen print and not min max width height device ' +
    'prefers scheme dark light orientation portrait landscape initial scale viewport fit cover ' +
    // Colours, and how something is painted
    'currentcolor transparent black white red green blue gray rgb rgba hsl hsla fill stroke butt round miter ' +
    'bevel nonzero evenodd meet slice xmidymid xminymin userspaceonuse objectboundingbox non scaling size ' +
    'central bold normal serif sans monospace arial ' +
    // Markers of ours, states
    'mask block ignore safe page step menu listbox tree grid dialog'
  ).split(' '),
)

/** Whether a value is made of layout's words and of numbers shorter than anybody's. */
export function isLayoutValue(value: string): boolean {
  const rest = value.replace(/#[\da-f]{3,8}\b/gi, '')
  return (
    value.length <= 100 &&
    /^[\w\s.,;=%+:/()*'"-]*$/.test(rest) &&
    !/\d{7}/.test(value) &&
    (rest.match(/[a-z]+|_/gi) ?? []).every((word) => words.has(word.toLowerCase()))
  )
}
