import { namesSomebody } from './plain-name.ts'

/** As an application names things: words, small numbers, sizes. Ids and hashes mix letters and digits. */
const part =
  /^(?:[a-z]+\d{0,2}|\d{1,3}(?:px|r?em|x?[sl]|v[hw]|[dx%])?|(?:translate|scale|rotate|matrix)3d)?$/i
/** Of an address, or with more than four digits. */
const unusual = /@|(?:\d\D*){5}/
const maxCovered = 10_000
const covers = new Map<string, string>()
let last = 0

/**
 * A class, an id or any other name as it may be recorded. One that could be somebody's is replaced by
 * another, the same wherever it stands, so that stylesheets go on fitting. Which one tells nothing: they
 * are numbered as they come. A custom property stays one.
 */
export function coverName(name: string): string {
  const isOrdinary =
    !namesSomebody(name) &&
    !unusual.test(name) &&
    name.split(/[^a-z\d%\u0080-\uffff]/i).every((one) => part.test(one))
  if (isOrdinary) return name
  const cover = covers.get(name) ?? `${name.startsWith('--') ? '--' : ''}masked-${++last}`
  // Those used last are kept.
  covers.delete(name)
  covers.set(name, cover)
  const [oldest = ''] = covers.keys()
  if (covers.size > maxCovered) covers.delete(oldest)
  return cover
}
