import type { KnownAnswer } from '../access/known-answer.ts'
import type { Audit } from '../audit/audit.ts'
import { parseSelection } from '../erasure/selection.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { privateHeaders } from '../http/respond.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { exportSessions } from './export-sessions.ts'

/** `GET api/export?session=…` or `?user=…`: a `.tar.gz`. */
export function exportData(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, _, { actor }) => {
    checkOrigin(request)
    const selection = parseSelection(Object.fromEntries(new URL(request.url).searchParams))
    if (selection.by !== 'session' && selection.by !== 'user') {
      throw new ReplayError('invalid_parameter', 'Export a session or a user.')
    }
    const archive = await exportSessions(store, selection, { actor, audit })
    return new Response(ReadableStream.from<Uint8Array>(archive), {
      headers: {
        ...privateHeaders,
        'content-type': 'application/gzip',
        'content-disposition': 'attachment; filename="playhead-export.tar.gz"',
      },
    })
  }
}
