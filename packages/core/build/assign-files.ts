import { basename } from 'node:path'
import type { Plugin } from 'rollup'
import { findSource, toPath } from './read-source.ts'

/** Which files there are, and what each begins with. */
export interface FilePlan {
  /** What begins with nothing loaded, by the path of its source: it holds all that it needs. */
  entries: Readonly<Record<string, string>>
  recorder: string
  /** What is imported when it is needed, by the name of its source. */
  parts: Readonly<Record<string, string>>
  /** Modules that are one for all files, by path, and the file that each is in. */
  shared?: Readonly<Record<string, string>>
  /** Parts that take nothing from the recorder, and have in themselves what they import later. */
  alone?: readonly string[]
}

/** The file that a module is in, which its id ends with; of the recorder's own modules it does not. */
export const toFile = (id: string): string | undefined => id.split('?')[1]

/**
 * Decides which file each module is in. The recorder's own are there, and parts take from it what is large
 * or has state; of everything else each file has a copy. So there are as many files as there are moments
 * at which something is needed, and whoever bundles them again makes no more of them.
 *
 * @param recorderModules by path, and whether they are lent.
 */
export function assignFiles(
  { recorder, parts, shared = {}, alone = [] }: FilePlan,
  recorderModules: ReadonlyMap<string, boolean>,
): Plugin {
  const borrowers = new Set(Object.values(parts).filter((part) => !alone.includes(part)))
  return {
    name: 'assign-files',
    resolveId(specifier, importer) {
      if (!importer || !toPath(importer).endsWith('.ts')) return specifier
      const path = findSource(specifier, importer)
      if (shared[path]) return `${path}?${shared[path]}`
      const file = toFile(importer)
      const isLent = file === undefined || (borrowers.has(file) && recorderModules.get(path))
      return isLent ? path : `${path}?${file}`
    },
    resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string') return null
      const path = findSource(specifier, importer)
      const file = toFile(importer)
      if (file !== undefined && alone.includes(file)) return `${path}?${file}`
      const part = parts[basename(path, '.ts')]
      if (!part) throw new Error(`${path} is imported when it is needed, and has no file.`)
      // Not as a module: of the recorder's exports, of which parts use more, it would get its own sorted out.
      if (part === recorder) return { id: `./${part}.js`, external: true }
      return `${path}?${part}`
    },
  }
}
