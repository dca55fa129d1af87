/** No more than a third of an identifier is shown. */
const largestShare = 3
const longestStart = 4

/**
 * The beginning of an identifier, enough for support to compare, too little to tell who it is.
 *
 * @example
 * partialId('1a2b3c4d5e6f') // '1a2b…'
 * replay.identify(`user ${partialId(user.id)}`)
 */
export function partialId(id: string): string {
  const letters = [...id]
  const shown = Math.min(longestStart, Math.floor(letters.length / largestShare))
  return `${letters.slice(0, shown).join('')}…`
}

/**
 * A mail address of which the first letter and the end of the domain are left.
 *
 * @example
 * partialMail('ursula@example.com') // 'u***@***.com'
 */
export function partialMail(mail: string): string {
  const [, first = '', domain = ''] = /^\s*(.)[^@]*@(.*?)\s*$/su.exec(mail) ?? []
  const [, end = ''] = /\.([a-z]{2,24})$/i.exec(domain) ?? []
  return `${first}***@***${end && `.${end}`}`
}
