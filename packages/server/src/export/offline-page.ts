import { createHash } from 'node:crypto'
import type {
  Annotation,
  PrivacyWarning,
  SessionManifest,
  SessionTimeline,
} from '@playhead/protocol'

/** The viewer as one script and one stylesheet. */
export interface OfflineFiles {
  script: string
  style: string
}

export interface OfflineRecording {
  manifest: SessionManifest
  timeline: SessionTimeline
  annotations: readonly Annotation[]
  warnings: readonly PrivacyWarning[]
  /** By `tab/sequence`. */
  segments: Readonly<Record<string, Uint8Array>>
}

/** null if the viewer was not built. */
export async function readOfflineFiles(
  readStaticFile: (name: string) => Promise<Uint8Array | null>,
): Promise<OfflineFiles | null> {
  const [script, style] = await Promise.all(
    ['viewer/offline/viewer.js', 'viewer/offline/viewer.css'].map(readStaticFile),
  )
  if (!script || !style) return null
  return { script: Buffer.from(script).toString(), style: Buffer.from(style).toString() }
}

/**
 * One HTML file that plays the recording from the file system. Its policy lets only this one script run
 * and nothing be fetched; the frame that a recording is rebuilt into inherits it.
 */
export function toOfflinePage(
  { script, style }: OfflineFiles,
  { segments, ...recording }: OfflineRecording,
): string {
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  const hash = createHash('sha256').update(code).digest('base64')
  const encoded = Object.entries(segments).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('base64'),
  ])
  const data = { ...recording, segments: Object.fromEntries(encoded) }
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:; font-src data: blob:; media-src data: blob:; frame-src about:; base-uri 'none'; form-action 'none'; object-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Recording ${recording.manifest.session.id}</title>
<style>${style.replaceAll('</style', '<\\/style')}</style>
<div id="app"></div>
<script type="application/json" id="recording">${toInertJson(data)}</script>
<script type="module">${code}</script>
</html>
`
}

/** JSON in which nothing ends the element it stands in. */
function toInertJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
