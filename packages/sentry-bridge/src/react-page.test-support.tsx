import { getReplay, start } from '@playhead/core'
import * as Sentry from '@sentry/react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { sentryReplay } from './index.ts'

/** A component that breaks while it renders, once the page is recorded. */
const replay = start({ endpoint: '/api/replay' })
Sentry.init({
  dsn: `http://public@${location.host}/42`,
  integrations: [sentryReplay(getReplay)],
})

function Price(): ReactNode {
  throw new RangeError('No price')
}

const leave = replay.subscribe(() => {
  if (replay.getState().name !== 'recording') return
  leave()
  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <Sentry.ErrorBoundary fallback={<p>Ask us for the price</p>}>
      <Price />
    </Sentry.ErrorBoundary>,
  )
})
