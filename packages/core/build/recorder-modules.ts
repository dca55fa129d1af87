import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import { rollup } from 'rollup'
import { findSource, readSource } from './read-source.ts'

export const recorderSource = fileURLToPath(new URL('../src/start-replay.ts', import.meta.url))

/**
 * A part takes a module of more characters from the recorder that has loaded it. Of less, it has a copy:
 * what is exported can no longer be written into the one place that uses it, for everybody.
 */
const worthLending = 740

/** What a module knows by itself has to be known once. */
const hasState = /^(?:export )?(?:let |const \w+(?:: \S+)? = new (?:Weak)?(?:Map|Set)\b[^(]*\(\))/m

/** The modules that are loaded with the recorder, by path, and whether parts take them from it. */
export async function listRecorderModules(): Promise<ReadonlyMap<string, boolean>> {
  const paths: string[] = []
  const { close } = await rollup({
    input: recorderSource,
    treeshake: false,
    plugins: [
      readSource,
      {
        name: 'only-static',
        resolveId: (specifier, importer) => importer && findSource(specifier, importer),
        resolveDynamicImport: () => false,
        moduleParsed: ({ id }) => void paths.push(id),
      },
    ],
  })
  await close()
  const lent = async (path: string): Promise<[string, boolean]> => {
    const text = await readFile(path, 'utf8')
    const { code } = await transform(text, { loader: 'ts', minify: true })
    return [path, code.length > worthLending || hasState.test(text)]
  }
  return new Map(await Promise.all(paths.map(lent)))
}
