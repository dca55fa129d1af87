/**
 * The code that the audit runs inside pages. This file bundles it on the spot, which is what runs from
 * source; the build replaces its output by one that carries it (build-scripts.ts).
 */
export async function readPageScripts(): Promise<string> {
  const builder: unknown = await import(new URL('../build-scripts.ts', import.meta.url).href)
  const scripts: unknown = isBuilder(builder) && (await builder.bundlePageScripts(true))
  if (typeof scripts !== 'string') throw new TypeError('build-scripts.ts bundles nothing.')
  return scripts
}

interface Builder {
  bundlePageScripts(isSource: boolean): Promise<unknown>
}

function isBuilder(value: unknown): value is Builder {
  return typeof value === 'object' && value !== null && 'bundlePageScripts' in value
}
