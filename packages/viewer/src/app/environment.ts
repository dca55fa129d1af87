import type { QueryClient } from '@playhead/player'
import { createContext, use } from 'react'

type Right = 'watch' | 'annotate' | 'share' | 'export' | 'erase' | 'configure'

/** Who looks, and what they may do; see `use-access.ts`. */
export interface Access {
  /** Whether the server has answered. Until then nothing is offered. */
  isKnown: boolean
  /** null if it is not known. */
  actor: string | null
  may(right: Right): boolean
}

/** What the viewer's parts need from around them. */
export interface Environment extends Access {
  /** Where the replay handler is mounted, such as `/api/replay`; empty for the root. */
  basePath: string
  fetch: typeof globalThis.fetch
  client: QueryClient
  /** There is this one session and nothing else: a copy in a file, or what a link shows. */
  isAlone: boolean
  /** Whether notes and warnings come with it: not where a link shows it. */
  hasRemarks: boolean
}

export const EnvironmentContext = createContext<Environment | null>(null)

export function useEnvironment(): Environment {
  const environment = use(EnvironmentContext)
  if (!environment) throw new Error('This component is rendered outside of <App>.')
  return environment
}
