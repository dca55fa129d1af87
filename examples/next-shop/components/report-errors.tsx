'use client'

import { type ReactNode, useEffect } from 'react'

/** Sends errors to Sentry as well. Its code is loaded only where it is switched on. */
export function ReportErrors({ dsn }: { dsn: string }): ReactNode {
  useEffect(() => {
    void import('../lib/sentry').then(({ startSentry }) => startSentry(dsn))
  }, [dsn])
  return null
}
