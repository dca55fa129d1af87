'use client'

import { getReplay } from '@playhead/core'
import { useEffect } from 'react'

/**
 * Records the pattern of the route that is shown (`/lamps/[slug]`), so that visits of one page with
 * different parameters can be told to be the same. null is not recorded.
 *
 * @example
 * useReplayRoute(toNextRoute(usePathname(), useParams()))
 */
export function useReplayRoute(route: string | null): void {
  useEffect(() => record(route), [route])
}

/**
 * The pattern behind Next's `usePathname()` and `useParams()`: `/lamps/heron` with `{ slug: 'heron' }`
 * is `/lamps/[slug]`.
 */
export function toNextRoute(
  pathname: string | null,
  params: { readonly [name: string]: string | readonly string[] | undefined } | null,
): string | null {
  if (pathname === null) return null
  let parts = pathname.split('/')
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value === undefined) continue
    const wanted = typeof value === 'string' ? [value] : value
    const at = parts.findIndex((_, index) =>
      wanted.every((part, offset) => isSame(parts[index + offset], part)),
    )
    if (at < 0 || wanted.length === 0) continue
    const label = typeof value === 'string' ? `[${name}]` : `[...${name}]`
    parts = [...parts.slice(0, at), label, ...parts.slice(at + wanted.length)]
  }
  return parts.join('/')
}

/** What is used of React Router's data router (`createBrowserRouter`). */
export interface ReactRouterLike {
  readonly state: {
    readonly matches: readonly { readonly route: { readonly path?: string | undefined } }[]
  }
  subscribe(listener: () => void): () => void
}

/** Records the route patterns of a React Router. @returns ends it. */
export function trackReactRouter(router: ReactRouterLike): () => void {
  const tell = followRoute(
    () =>
      `/${router.state.matches
        .map(({ route }) => route.path?.replace(/^\/|\/$/g, '') ?? '')
        .filter(Boolean)
        .join('/')}`,
  )
  tell()
  return router.subscribe(tell)
}

/** What is used of a TanStack Router. */
export interface TanStackRouterLike {
  readonly state: { readonly matches: readonly { readonly fullPath: string }[] }
  subscribe(event: 'onResolved', listener: () => void): () => void
}

/** Records the route patterns of a TanStack Router. @returns ends it. */
export function trackTanStackRouter(router: TanStackRouterLike): () => void {
  const tell = followRoute(() => router.state.matches.at(-1)?.fullPath ?? null)
  tell()
  return router.subscribe('onResolved', tell)
}

function followRoute(read: () => string | null): () => void {
  let last: string | null = null
  return () => {
    const route = read()
    if (route === last) return
    last = route
    record(route)
  }
}

function record(route: string | null): void {
  if (route !== null) getReplay()?.track('route', { route })
}

function isSame(part: string | undefined, value: string): boolean {
  return part === value || part === encodeURIComponent(value)
}
