/**
 * The viewer's Content-Security-Policy.
 *
 * A recording is rebuilt into an `about:blank` frame, which inherits this policy, so it is also the
 * policy of the replayed page:
 * - `script-src 'self'`: the viewer's own script and nothing recorded. The frame's sandbox forbids
 *   scripts as well; this holds if a browser's sandbox should not.
 * - `style-src 'unsafe-inline'`: recorded stylesheets come as text, and so do `style` attributes.
 *   A style can load nothing the other directives do not let it.
 * - images, fonts, media and stylesheets from this origin only, unless `assetOrigins` names more. Whoever
 *   can send a segment can put any address into it; loaded, it would tell that somebody is watching,
 *   from where, and when.
 * - `frame-src about:`: no recorded frame becomes a live page.
 * - `frame-ancestors`, `form-action`, `base-uri`, `object-src`: none of them has a use here.
 */
export function viewerPolicy(assetOrigins: readonly string[]): string {
  const assets = ["'self'", 'data:', 'blob:', ...assetOrigins].join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${["'self'", "'unsafe-inline'", ...assetOrigins].join(' ')}`,
    `img-src ${assets}`,
    `font-src ${assets}`,
    `media-src ${assets}`,
    "connect-src 'self'",
    'frame-src about:',
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ')
}
