import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { decodeSegment } from '@playhead/protocol'
import { type Audit, createAudit } from '../audit/audit.ts'
import { findSessions, type Selection } from '../erasure/selection.ts'
import { toManifest } from '../query/to-manifest.ts'
import { ReplayError } from '../replay-error.ts'
import { readStaticFile as readOwnFile } from '../static-files.ts'
import type { ReplayStore, StoredSession } from '../store/replay-store.ts'
import { type OfflineFiles, readOfflineFiles, toOfflinePage } from './offline-page.ts'
import { type ArchiveFile, toTar } from './tar.ts'
import { toTimelineText } from './timeline-text.ts'

export interface ExportOptions {
  /** Who asks for it. */
  actor: string
  /** Default: into the store's own log. */
  audit?: Audit
  now?: () => number
  /** Where the offline viewer is read from. */
  readStaticFile?: (name: string) => Promise<Uint8Array | null>
}

const folder = 'playhead-export'

/**
 * Everything that is held of a session or a user, as one `.tar.gz`. It is made while it is read: one
 * session is in memory at a time.
 *
 * @throws {ReplayError} `not_found` if nothing fits.
 */
export async function exportSessions(
  store: ReplayStore,
  selection: Selection,
  options: ExportOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const {
    actor,
    audit = createAudit(store),
    now = Date.now,
    readStaticFile = readOwnFile,
  } = options
  const ids: string[] = []
  for await (const { id } of findSessions(store, selection)) ids.push(id)
  if (ids.length === 0) {
    throw new ReplayError(
      'not_found',
      'There is no session that fits, so there is nothing to export.',
    )
  }
  const at = now()
  // Before the first byte leaves.
  await audit({ at, actor, action: 'export', sessions: ids })
  const files = toFiles(store, ids, { actor, at, offline: await readOfflineFiles(readStaticFile) })
  return Readable.from(toTar(files, at), { objectMode: false }).compose(createGzip())
}

interface Context {
  actor: string
  at: number
  offline: OfflineFiles | null
}

async function* toFiles(
  store: ReplayStore,
  ids: readonly string[],
  context: Context,
): AsyncGenerator<ArchiveFile> {
  yield text('README.txt', toReadme(context.offline !== null))
  yield json('export.json', {
    exportedAt: new Date(context.at).toISOString(),
    exportedBy: context.actor,
    sessions: ids,
  })
  // A session that is erased meanwhile is left out: it is gone.
  for (const id of ids) {
    const stored = await store.readSession(id)
    if (stored) yield* toSessionFiles(store, stored, context.offline)
  }
}

async function* toSessionFiles(
  store: ReplayStore,
  stored: StoredSession,
  offline: OfflineFiles | null,
): AsyncGenerator<ArchiveFile> {
  const { id } = stored.session
  const place = `sessions/${id}`
  const manifest = toManifest(stored)
  const timeline = (await store.readTimeline(id)) ?? { events: [] }
  yield json(`${place}/session.json`, manifest)
  yield json(`${place}/timeline.json`, timeline)
  yield text(`${place}/timeline.txt`, toTimelineText(timeline))
  const annotations = (await store.listAnnotations(id)) ?? []
  if (annotations.length > 0) yield json(`${place}/annotations.json`, annotations)
  const warnings = await store.listWarnings(id)
  if (warnings.length > 0) yield json(`${place}/warnings.json`, warnings)
  const segments: Record<string, Uint8Array> = {}
  for (const { tab, sequence } of stored.segments) {
    const bytes = await store.readSegment(id, tab, sequence)
    if (!bytes) continue
    segments[`${tab}/${sequence}`] = bytes
    yield file(`${place}/segments/${tab}-${sequence}.segment`, bytes)
    const { frames } = await decodeSegment(bytes)
    yield json(`${place}/frames/${tab}-${sequence}.json`, frames)
  }
  if (offline) {
    const recording = { manifest, timeline, annotations, warnings, segments }
    yield text(`${place}/replay.html`, toOfflinePage(offline, recording))
  }
}

function toReadme(hasViewer: boolean): string {
  const viewer = hasViewer
    ? 'replay.html    plays the recording. Open it in a browser; it needs no network.'
    : '               (The viewer is not in this archive: this server was not built with it.)'
  return `What is recorded of a person's visits, exported by Playhead.

export.json    when, by whom, and which sessions.
sessions/      one folder per session:
  ${viewer}
  session.json   the facts of the session, its tabs and their segments.
  timeline.txt   what happened, one line per event. timeline.json is the same for programs.
  annotations.json  notes that people wrote on it, if there are any. The page shows them.
  warnings.json  on which page, and in what, the server took out something personal that was
                 not masked there; what it was is not kept.
  frames/        what changed in the page, as JSON.
  segments/      the recording as it is stored.

What was masked when it was recorded is not in here: it was never stored.
`
}

function file(name: string, bytes: Uint8Array): ArchiveFile {
  return { name: `${folder}/${name}`, bytes }
}

function text(name: string, content: string): ArchiveFile {
  return file(name, Buffer.from(content))
}

function json(name: string, value: unknown): ArchiveFile {
  return text(name, `${JSON.stringify(value, null, 2)}\n`)
}
