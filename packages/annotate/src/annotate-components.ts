import { MagicString, type SourceMap } from 'magic-string'
import { parseSync } from 'oxc-parser'
import { findRoots } from './find-roots.ts'

export interface Annotated {
  code: string
  map: SourceMap
}

/**
 * Writes into each component's outermost elements which component they are of, as `data-component`, where
 * the recorder looks for the names that a minifier takes away.
 *
 * @param path tells the language by its ending, and goes into the source map.
 * @returns null if there is nothing to write, or if the code cannot be parsed: whoever compiles it says so
 *   better.
 */
export function annotateComponents(code: string, path: string): Annotated | null {
  // Most files have no element at all.
  if (!code.includes('<')) return null
  const { program, errors } = parseSync(path, code)
  if (errors.length > 0) return null
  const roots = findRoots(program)
  if (roots.length === 0) return null
  const edited = new MagicString(code)
  // Before all other attributes, so that one of the same name that is passed on goes over it.
  for (const { component, nameEndsAt } of roots) {
    edited.appendLeft(nameEndsAt, ` data-component="${component}"`)
  }
  return { code: edited.toString(), map: edited.generateMap({ source: path, hires: 'boundary' }) }
}
