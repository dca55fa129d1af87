import type { Answer } from '../http/route.ts'
import { ReplayError } from '../replay-error.ts'
import { respondStatic, type StaticResponse, toStaticResponse } from './static-response.ts'
import { viewerPolicy } from './viewer-policy.ts'

/** What the viewer's files have in place of the base path. */
const placeholder = '/__playhead_base__'

/** The script build: the entry and the parts that it loads; and those of a page in a frame. */
export const scriptNames = [
  'playhead.js',
  'playhead-recorder.js',
  'playhead-hold.js',
  'playhead-seldom.js',
  'playhead-frustration.js',
  'playhead-detectors.js',
  'playhead-overload.js',
  'playhead-stored.js',
  'playhead-sha256.js',
  'playhead-network.js',
  'playhead-canvas.js',
  'playhead-rules.js',
  'playhead-sheets.js',
  'playhead-rare.js',
  'playhead-frames.js',
  'playhead-frame.js',
  'playhead-frame-recorder.js',
] as const

export interface StaticRoutes {
  /** The viewer's page, at whatever address of it. */
  page: Answer
  /** A file below `viewer/`. */
  asset: Answer
  /** As `page` and `asset`, for a viewer that is served below `base` instead of the base path. */
  pageAt(request: Request, base: string): Promise<Response>
  assetAt(request: Request, name: string, base: string): Promise<Response>
  /** One of the script build's files. */
  script(name: (typeof scriptNames)[number]): Answer
}

export interface StaticOptions {
  basePath: string
  assetOrigins: readonly string[]
  /** null if there is no such file. The same file comes as the same array, if it is kept in memory. */
  readStaticFile?: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>
}

/** Serves the viewer and the scripts. */
export function serveStatic({
  basePath,
  assetOrigins,
  readStaticFile = readOwnFile,
}: StaticOptions): StaticRoutes {
  const prepared = new WeakMap<Uint8Array, StaticResponse>()
  const policy = viewerPolicy(assetOrigins)

  async function open(name: string, base = basePath): Promise<StaticResponse | null> {
    const file = await readStaticFile(name)
    if (!file) return null
    // Links come and go: what is made for one is not kept.
    if (base !== basePath) {
      return toStaticResponse(name, isViewerText(name) ? rebase(file, base) : file)
    }
    const known = prepared.get(file)
    if (known) return known
    const response = toStaticResponse(name, isViewerText(name) ? rebase(file, basePath) : file)
    prepared.set(file, response)
    return response
  }

  async function pageAt(request: Request, base: string): Promise<Response> {
    const file = await open('viewer/index.html', base)
    if (!file) throw missing('The viewer')
    return respondStatic(request, file, {
      'cache-control': 'private, no-store',
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
    })
  }

  async function assetAt(request: Request, name: string, base: string): Promise<Response> {
    const file = await open(`viewer/${name}`, base)
    if (!file) throw new ReplayError('not_found', 'The viewer has no such file. Reload the page.')
    // Their names hold a hash of their content; any other name may get other content.
    const caching = name.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache'
    return respondStatic(request, file, { 'cache-control': `private, ${caching}` })
  }

  return {
    pageAt,
    assetAt,
    page: (request) => pageAt(request, basePath),
    asset: (request, { '*': name = '' }) => assetAt(request, name, basePath),

    script: (name) => async (request) => {
      const file = await open(`script/${name}`)
      if (!file) throw missing(`The script ${name}`)
      return respondStatic(request, file, {
        // Long enough to spare a visit its repeated requests, short enough to follow an update.
        'cache-control': 'public, max-age=300',
        'cross-origin-resource-policy': 'cross-origin',
      })
    },
  }
}

/** Loaded when first asked for: in a build, the module carries every file. */
async function readOwnFile(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const { readStaticFile } = await import('../static-files.ts')
  return readStaticFile(name)
}

function isViewerText(name: string): boolean {
  return /^viewer\/.*\.(?:html|js|css)$/.test(name)
}

/** The base path needs no escaping anywhere: see `parseBasePath`. */
function rebase(file: Uint8Array, basePath: string): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(file)
  return new TextEncoder().encode(text.replaceAll(placeholder, () => basePath))
}

function missing(what: string): ReplayError {
  return new ReplayError(
    'static_file_missing',
    `${what} has not been built. Run \`npm run build\` in the Playhead workspace; in an application, reinstall @playhead/server.`,
  )
}
