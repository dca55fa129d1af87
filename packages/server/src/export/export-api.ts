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
    return new Response(toStream(archive), {
      headers: {
        ...privateHeaders,
        'content-type': 'application/gzip',
        'content-disposition': 'attachment; filename="playhead-export.tar.gz"',
      },
    })
  }
}

/** `ReadableStream.from` is not among the types of every host. */
function toStream(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(Uint8Array.from(value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
