import { isSessionId } from '@playhead/protocol'

/** Where the viewer is, as its address says. */
export type Route =
  | { name: 'list' }
  | { name: 'data' }
  | { name: 'audit' }
  | { name: 'session'; session: string; moment: Moment }
  | { name: 'unknown' }

/** The part of a session that an address points to. */
export interface Moment {
  /** ms since the Unix epoch. */
  at?: number
  /** Id of the tab. */
  tab?: string
}

export function parseRoute(
  location: { pathname: string; search: string },
  basePath: string,
): Route {
  const { pathname, search } = location
  if (!pathname.startsWith(basePath)) return { name: 'unknown' }
  const parts = pathname.slice(basePath.length).split('/').filter(Boolean)
  if (parts.length === 0) return { name: 'list' }
  const [first, session] = parts
  if (parts.length === 1 && (first === 'data' || first === 'audit')) return { name: first }
  if (first !== 'sessions' || parts.length !== 2 || !isSessionId(session))
    return { name: 'unknown' }
  return { name: 'session', session, moment: parseMoment(new URLSearchParams(search)) }
}

/** Whether the viewer is what a share link shows. It is served below the link then. */
export function isSharePath(basePath: string): boolean {
  return /\/share\/[\w-]{43}\.[\w-]{43}$/.test(basePath)
}

export function toListPath(basePath: string): string {
  return basePath === '' ? '/' : basePath
}

export function toDataPath(basePath: string): string {
  return `${basePath}/data`
}

export function toAuditPath(basePath: string): string {
  return `${basePath}/audit`
}

export function toSessionPath(basePath: string, session: string, { at, tab }: Moment = {}): string {
  const query = new URLSearchParams()
  if (at !== undefined) query.set('at', String(Math.round(at)))
  if (tab !== undefined) query.set('tab', tab)
  return `${basePath}/sessions/${session}${query.size > 0 ? `?${query}` : ''}`
}

function parseMoment(query: URLSearchParams): Moment {
  const at = Number(query.get('at') || NaN)
  const tab = query.get('tab')
  return { ...(Number.isFinite(at) ? { at } : {}), ...(tab ? { tab } : {}) }
}
