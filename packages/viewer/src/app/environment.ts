import type { QueryClient } from '@playhead/player'
import { createContext, use } from 'react'

/** What the viewer's parts need from around them. */
export interface Environment {
  /** Where the replay handler is mounted, such as `/api/replay`; empty for the root. */
  basePath: string
  fetch: typeof globalThis.fetch
  client: QueryClient
  may: May
}

/** Whether something is offered; see `use-may.ts`. */
export type May = (
  right: 'watch' | 'annotate' | 'share' | 'export' | 'erase' | 'configure',
) => boolean

export const EnvironmentContext = createContext<Environment | null>(null)

export function useEnvironment(): Environment {
  const environment = use(EnvironmentContext)
  if (!environment) throw new Error('This component is rendered outside of <App>.')
  return environment
}
