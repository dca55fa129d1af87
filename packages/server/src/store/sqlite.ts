import { resolve } from 'node:path'
import { ReplayError } from '../replay-error.ts'
import type { KeyProvider } from './keys/key-provider.ts'
import { loadSqlite } from './load-sqlite.ts'
import type { OpenOptions } from './open-database.ts'
import type { ReplayStore } from './replay-store.ts'
import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.ts'
import { toStoreError } from './sqlite-error.ts'

export interface SqliteStoreOptions {
  /** The database file, relative to the working directory. It and its directory are made if missing. */
  path: string
  /**
   * The most bytes the file may grow to. Beyond, segments are refused with 503 until sessions are
   * erased. Default: as much as the disk holds.
   */
  maxBytes?: number
  /**
   * The file of the master key, made if missing. Default: `path` with `.key` at its end. Data is
   * sealed with AES-256-GCM, one key per session; without this file nobody can read it.
   */
  keyFile?: string
  /** A key management service that keeps the master key closed. Default: it stands in `keyFile`. */
  keys?: KeyProvider
}

/**
 * The default store: one SQLite file, blobs inside. A segment is on disk (WAL, `synchronous=FULL`)
 * before its `append` resolves. Several processes may use the same file.
 *
 * Nothing is opened before the first use, so that a build that merely imports the configuration
 * touches no disk. Stores on one path share one connection within a process, development reloads included.
 *
 * @throws {ReplayError} `invalid_option` if the path is empty or `maxBytes` is no positive whole number;
 *   `sqlite_missing` on a Node without `node:sqlite`.
 * @example
 * const store = sqliteStore({ path: '.playhead/replay.db' })
 */
export function sqliteStore(options: SqliteStoreOptions): ReplayStore {
  const { path, maxBytes, keys } = options
  checkOptions(path, maxBytes)
  loadSqlite()
  const file = resolve(path)
  const keyFile = resolve(options.keyFile ?? `${path}.key`)
  const self = {}

  async function use<T>(act: (database: SqliteDatabase) => Promise<T>): Promise<T> {
    try {
      const opening = { path: file, maxBytes, keyFile, keys }
      // At once if it is open: what is asked for first is also written first.
      return await act(findOpen(file, self) ?? (await acquire(opening, self)))
    } catch (error) {
      throw toStoreError(error, path)
    }
  }

  return {
    append: (segment, limits) => use((database) => database.append(segment, limits)),
    listSessions: (query) => use((database) => database.listSessions(query)),
    readSession: (session) => use((database) => database.readSession(session)),
    readTimeline: (session) => use((database) => database.readTimeline(session)),
    readSegment: (session, tab, sequence) =>
      use((database) => database.readSegment(session, tab, sequence)),
    eraseSession: (session) => use((database) => database.eraseSession(session)),
    placeHold: (hold) => use((database) => database.placeHold(hold)),
    listHolds: () => use((database) => database.listHolds()),
    appendServerEvent: (told, limits) =>
      use((database) => database.appendServerEvent(told, limits)),
    claimServerEvent: (session, digest, now, limits) =>
      use((database) => database.claimServerEvent(session, digest, now, limits)),
    liftHold: (id) => use((database) => database.liftHold(id)),
    measure: () => use((database) => database.measure()),
    appendAudit: (entry) => use((database) => database.appendAudit(entry)),
    noteSettings: (noted) => use((database) => database.noteSettings(noted)),
    readAudit: (query) => use((database) => database.readAudit(query)),
    verifyAudit: () => use((database) => database.verifyAudit()),
    addAnnotation: (annotation) => use((database) => database.addAnnotation(annotation)),
    listAnnotations: (session) => use((database) => database.listAnnotations(session)),
    removeAnnotation: (session, id) => use((database) => database.removeAnnotation(session, id)),
    addShare: (share) => use((database) => database.addShare(share)),
    listShares: (session) => use((database) => database.listShares(session)),
    readShare: (session, id) => use((database) => database.readShare(session, id)),
    revokeShare: (session, id, at) => use((database) => database.revokeShare(session, id, at)),
    openErasure: (erasure) => use((database) => database.openErasure(erasure)),
    listOpenErasures: () => use((database) => database.listOpenErasures()),
    closeErasure: (id, receipt) => use((database) => database.closeErasure(id, receipt)),
    listReceipts: (query) => use((database) => database.listReceipts(query)),
    listWarnings: (session) => use((database) => database.listWarnings(session)),
    sign: (text) => use((database) => database.sign(text)),
    keyedHash: (text) => use((database) => database.keyedHash(text)),
    close: () =>
      release(file, self).catch((error: unknown) => {
        throw toStoreError(error, path)
      }),
  }
}

interface Shared {
  opening: Promise<SqliteDatabase>
  /** Once it is open. */
  database: SqliteDatabase | null
  users: Set<object>
}

/** On `globalThis`, as a development server evaluates this module anew after every change. */
const registryKey = Symbol.for('@playhead/server:sqlite')

function openDatabases(): Map<string, Shared> {
  const holder: typeof globalThis & { [registryKey]?: Map<string, Shared> } = globalThis
  return (holder[registryKey] ??= new Map())
}

/** The open database, if its files are still there. */
function findOpen(file: string, user: object): SqliteDatabase | null {
  const shared = openDatabases().get(file)
  if (!shared?.database) return null
  if (shared.database.isCurrent()) {
    shared.users.add(user)
    return shared.database
  }
  // Somebody deleted the file. What is written to the open one would be gone with it, so what
  // still waits to be written is rejected, not acknowledged.
  openDatabases().delete(file)
  shared.database.closeNow()
  return null
}

async function acquire(options: OpenOptions, user: object): Promise<SqliteDatabase> {
  const known = openDatabases().get(options.path)
  const shared = known ?? startOpening(options)
  shared.users.add(user)
  return shared.opening
}

function startOpening(options: OpenOptions): Shared {
  const open = openDatabases()
  const shared: Shared = {
    opening: openSqliteDatabase(options).then(
      (database) => (shared.database = database),
      (error: unknown) => {
        if (open.get(options.path) === shared) open.delete(options.path)
        throw error
      },
    ),
    database: null,
    users: new Set(),
  }
  open.set(options.path, shared)
  return shared
}

async function release(file: string, user: object): Promise<void> {
  const shared = openDatabases().get(file)
  if (!shared?.users.delete(user) || shared.users.size > 0) return
  openDatabases().delete(file)
  await (await shared.opening).close()
}

function checkOptions(path: string, maxBytes: number | undefined): void {
  if (typeof path !== 'string' || path === '') {
    throw new ReplayError(
      'invalid_option',
      "sqliteStore needs the path of a file, such as { path: '.playhead/replay.db' }.",
    )
  }
  if (maxBytes !== undefined && !(Number.isSafeInteger(maxBytes) && maxBytes > 0)) {
    throw new ReplayError(
      'invalid_option',
      `maxBytes is ${String(maxBytes)}; give a whole number of bytes above 0.`,
    )
  }
}
