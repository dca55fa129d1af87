import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { type HeaderFields, respondBytes } from '../http/respond.ts'

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
}
const compressedAlready = new Set(['ico', 'png', 'woff2'])

/** A file as it is served. */
export interface StaticResponse {
  contentType: string
  etag: string
  bytes: Uint8Array<ArrayBuffer>
  /** null where compression gains nothing. */
  gzip: Uint8Array<ArrayBuffer> | null
}

export function toStaticResponse(name: string, bytes: Uint8Array<ArrayBuffer>): StaticResponse {
  const extension = name.slice(name.lastIndexOf('.') + 1)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return {
    contentType: contentTypes[extension] ?? 'application/octet-stream',
    // Weak, as the compressed and the plain form share it (RFC 9110, 8.8.3).
    etag: `W/"${hash}"`,
    bytes,
    gzip: compressedAlready.has(extension) ? null : Uint8Array.from(gzipSync(bytes)),
  }
}

/** Answers with the file, compressed if the client takes that; 304 if it has the file already. */
export function respondStatic(
  request: Request,
  { contentType, etag, bytes, gzip }: StaticResponse,
  headers: Record<string, string>,
): Response {
  const fields: HeaderFields = { etag, vary: 'accept-encoding', ...headers }
  if (knows(request, etag)) return respondNotModified(fields)
  if (!gzip || !takesGzip(request)) return respondBytes(bytes, contentType, 200, fields)
  return respondBytes(gzip, contentType, 200, { ...fields, 'content-encoding': 'gzip' })
}

function respondNotModified(headers: HeaderFields): Response {
  return new Response(null, { status: 304, headers: new Headers(headers) })
}

function knows(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  return known.some((one) => one.trim().replace(/^W\//, '') === etag.slice(2))
}

function takesGzip(request: Request): boolean {
  return /(?:^|,)\s*gzip\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)/i.test(
    request.headers.get('accept-encoding') ?? '',
  )
}
