import type { Page, Request, Route } from 'playwright-core'
import type { CanaryMarks } from './canary-marks.ts'
import type { AuditOptions } from './audit-options.ts'
import { createCanarySearch } from './find-canary.ts'
import type { Uploads } from './uploads.ts'

/** Keeps what the audit plants from everybody but the page's own server. */
export interface Isolation {
  /** From now on the page stays where it is. */
  hold(): void
  /** What was kept back, for the report. */
  blocked(): string[]
}

const everything = '**/*'

export interface AuditedSite {
  /** Of the page; nothing else is asked unless it is allowed. */
  origin: string
  /** Of the audit's own requests, which nobody but the audit answers. */
  path: string
  marks: CanaryMarks
}

export async function isolate(
  page: Page,
  { origin, path, marks }: AuditedSite,
  uploads: Uploads,
  { allowHosts = [], allowWrites = false }: AuditOptions,
): Promise<Isolation> {
  const blocked = new Set<string>()
  let isHeld = false
  const findCanaries = createCanarySearch(Object.values(marks))

  const handle = async (route: Route): Promise<void> => {
    const request = route.request()
    const body = request.postDataBuffer()
    if (body && (await uploads.take(body))) {
      return route.fulfill({ status: 202, json: { status: 'stored' } })
    }
    const url = new URL(request.url())
    if (url.protocol === 'data:' || url.protocol === 'blob:') return route.continue()
    if (url.origin === origin && url.pathname === path) return route.fulfill({ status: 204 })
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame()
    if (isHeld && isPage) return route.abort('aborted')
    const refused = refusal(request, url)
    if (refused === null) return route.continue()
    blocked.add(refused)
    return route.abort('blockedbyclient')
  }

  function refusal(request: Request, { host, origin: to, pathname }: URL): string | null {
    if (to !== origin) {
      if (!allowHosts.includes(host)) return host
      return carriesCanary(request) ? `${host} (with a canary)` : null
    }
    const isWrite = !/^(?:GET|HEAD|OPTIONS)$/.test(request.method())
    return isWrite && !allowWrites ? `${request.method()} ${pathname}` : null
  }

  function carriesCanary(request: Request): boolean {
    const { referer = '' } = request.headers()
    const text = [request.url(), referer, request.postData() ?? ''].join('\n')
    return findCanaries(text).length > 0
  }

  await page.route(everything, (route) =>
    handle(route).catch(() => route.abort().catch(() => undefined)),
  )
  await page.routeWebSocket(/.*/, (socket) => {
    const { origin: to, host } = new URL(socket.url().replace(/^ws/, 'http'))
    if (to === origin && allowWrites && !socket.url().includes(path)) socket.connectToServer()
    else if (to !== origin) blocked.add(host)
  })
  return {
    hold() {
      isHeld = true
    },
    blocked: () => [...blocked].sort(),
  }
}
