import { isSessionId } from '@playhead/protocol'

/** What an exported page carries. The player parses it as it does a server's answers. */
export interface EmbeddedRecording {
  session: string
  manifest: unknown
  timeline: unknown
  /** What people wrote on it. */
  annotations: unknown
  /** What of it was not masked in the page. */
  warnings: unknown
  /** Base64, by `tab/sequence`. */
  segments: ReadonlyMap<string, string>
}

/** @throws {Error} if the text is no recording. */
export function readRecording(json: string): EmbeddedRecording {
  const { manifest, timeline, segments, annotations, warnings } = fieldsOf(JSON.parse(json))
  const { id } = fieldsOf(fieldsOf(manifest)['session'])
  if (!isSessionId(id)) throw new Error('This page holds no recording, or only a part of one.')
  const entries = Object.entries(fieldsOf(segments)).map(([name, text]): [string, string] => [
    name,
    String(text),
  ])
  return { session: id, manifest, timeline, annotations, warnings, segments: new Map(entries) }
}

/** Answers what the viewer asks of a server from the page itself. */
export function serveRecording(recording: EmbeddedRecording): typeof globalThis.fetch {
  const { annotations, warnings } = recording
  const base = `/api/sessions/${recording.session}`
  return async (input, { method = 'GET' } = {}) => {
    const path = String(input)
    if (method !== 'GET')
      return refuse(403, 'This is a copy; the recording itself is on its server.')
    if (path === base) return Response.json(recording.manifest)
    if (path === `${base}/timeline`) return Response.json(recording.timeline)
    if (path === `${base}/annotations`) return Response.json({ annotations })
    if (path === `${base}/warnings`) return Response.json({ warnings })
    const segment = recording.segments.get(path.replace(`${base}/segments/`, ''))
    if (segment === undefined) return refuse(404, 'This copy does not hold it.')
    return new Response(Uint8Array.from(atob(segment), (character) => character.charCodeAt(0)))
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ error: { code: 'not_in_copy', message } }, { status })
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
