import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeSegment } from '@playhead/protocol'
import type { ReplayStore } from '@playhead/server'

/**
 * Everything the database holds, as text: each file's bytes as they are (indexes, write-ahead log and
 * free pages included), and every segment once decompressed.
 */
export async function readEverythingStored(folder: string, store: ReplayStore): Promise<string[]> {
  const texts = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name)).toString('latin1'),
  )
  for (const { id } of (await store.listSessions({ limit: 100 })).sessions) {
    for (const { tab, sequence } of await store.listSegments(id)) {
      const bytes = await store.readSegment(id, tab, sequence)
      if (!bytes) throw new Error(`Segment ${sequence} of ${id} is listed and not there.`)
      const { timeline, frames } = await decodeSegment(new Uint8Array(bytes))
      texts.push(JSON.stringify(timeline), JSON.stringify(frames))
    }
  }
  return texts
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
