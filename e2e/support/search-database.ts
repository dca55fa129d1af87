import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeSegment } from '@playhead/protocol'
import { sqliteStore } from '@playhead/server'

/**
 * Everything a database holds, as text: each file's bytes as they are (indexes, write-ahead log and
 * free pages included), and every segment once decompressed.
 */
export async function readEverythingStored(database: string, folder: string): Promise<string[]> {
  const texts = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name)).toString('latin1'),
  )
  for (const bytes of await readSegments(database)) {
    const { timeline, frames } = await decodeSegment(bytes)
    texts.push(JSON.stringify(timeline), JSON.stringify(frames))
  }
  return texts
}

/** The encoded segments of every session, each session's in the order of tab and sequence number. */
export async function readSegments(database: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const store = sqliteStore({ path: database })
  try {
    const found: Uint8Array<ArrayBuffer>[] = []
    for (const { id } of (await store.listSessions({ limit: 100, cursor: null })).sessions) {
      const session = await store.readSession(id)
      for (const { tab, sequence } of session?.segments ?? []) {
        const bytes = await store.readSegment(id, tab, sequence)
        if (!bytes) throw new Error(`Segment ${sequence} of ${id} is listed and not there.`)
        found.push(bytes)
      }
    }
    return found
  } finally {
    await store.close()
  }
}

/** The ways a secret may be written: as typed, grouped, encoded, backwards. */
export function formsOf(secret: string): string[] {
  const compact = secret.replaceAll(/\s/g, '')
  const plain = [secret, compact, compact.replaceAll(/(.{4})(?=.)/g, '$1-')]
  const forms = plain.flatMap((form) => [
    form,
    encodeURIComponent(form),
    [...form].reverse().join(''),
    ...base64Inside(form),
  ])
  return [...new Set(forms)]
}

/** Base64 of a text somewhere inside a longer one: three alignments, the ragged ends cut off. */
function base64Inside(text: string): string[] {
  return [0, 1, 2].map((lead) =>
    Buffer.from('\0'.repeat(lead) + text)
      .toString('base64')
      .slice(lead === 0 ? 0 : 4, -4),
  )
}
