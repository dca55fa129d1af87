/** Words with capitals that follow each other. */
const names = /\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,7}/gu

/**
 * Takes out of a log what reads like a name, two words with capitals, and stands in the page as well: there
 * it is masked, as a rule. Not for errors: what they say is often shown, and has to be read.
 */
export function hideShownNames(text: string): string {
  let page: string | undefined
  return text.replace(names, (found) => {
    const shown = (page ??= document.documentElement.textContent)
    const words = found.split(' ')
    const begins = words.map((word, index) => shown.includes(`${word} ${words[index + 1]}`))
    return words.map((word, index) => (begins[index] || begins[index - 1] ? '*' : word)).join(' ')
  })
}
