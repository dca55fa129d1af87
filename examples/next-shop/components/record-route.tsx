'use client'

import { toNextRoute, useReplayRoute } from '@playhead/react'
import { useParams, usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** All lamps are one route in the recording, `/lamps/[slug]`. */
export function RecordRoute(): ReactNode {
  useReplayRoute(toNextRoute(usePathname(), useParams()))
  return null
}
