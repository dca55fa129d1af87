import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * This file reads the neighbours' build output and is what runs from source. The build replaces its
 * output by one that carries the same files inside it (scripts/embed-static-files.mjs), since
 * files beside a module get lost when a host bundles it.
 */
const folders: Readonly<Record<string, string>> = {
  viewer: '../../viewer/dist',
  script: '../../core/dist/script',
}

/**
 * A file of the viewer (`viewer/index.html`, `viewer/assets/…`) or of the script build
 * (`script/playhead.js`).
 *
 * @param name parts of letters, digits, `-`, `_` and inner dots, joined by slashes: no way leads up.
 * @returns null if there is none.
 */
export async function readStaticFile(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [first = '', ...rest] = name.split('/')
  const folder = folders[first]
  if (folder === undefined || !rest.every((part) => /^[\w-]+(?:\.[\w-]+)*$/.test(part))) return null
  try {
    return Uint8Array.from(await readFile(join(import.meta.dirname, folder, ...rest)))
  } catch {
    return null
  }
}
