import { type ReplayError, toReplayError } from '../replay-error.ts'
import { errorHeaders, type HeaderFields, respondBytes, respondError } from './respond.ts'

/** A failure as JSON; as a page if a person is looking, which a browser's navigation says in `Accept`. */
export function respondFailure(
  request: Request,
  thrown: unknown,
  headers: Record<string, string> = {},
): Response {
  const error = toReplayError(thrown)
  return isNavigation(request) ? respondPage(error, headers) : respondError(error, headers)
}

function isNavigation(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  return request.headers.get('accept')?.includes('text/html') ?? false
}

function respondPage(error: ReplayError, headers: Record<string, string>): Response {
  const fields: HeaderFields = {
    ...errorHeaders(error.status),
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    vary: 'accept',
    ...headers,
  }
  return respondBytes(toPage(error), 'text/html; charset=utf-8', error.status, fields)
}

function toPage(error: ReplayError): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${headline(error.status)} · Playhead</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem }
  h1 { font-size: 1.25rem; margin: 0 }
  p { margin: 0.75rem 0 }
  small { opacity: 0.65 }
</style>
<h1>${headline(error.status)}</h1>
<p>${escapeHtml(error.publicMessage)}</p>
<small>${error.status} · ${escapeHtml(error.code)}</small>
</html>
`
}

function headline(status: number): string {
  if (status === 401 || status === 403) return 'Recordings are closed to you'
  if (status === 404 || status === 410) return 'Nothing here'
  return status < 500 ? 'This cannot be shown' : 'The replay server has a problem'
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
