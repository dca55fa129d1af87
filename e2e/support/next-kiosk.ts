/** An application of Next's as small as may be, with Sentry's plugin around ours. */
export const nextKiosk: Record<string, string> = {
  'package.json': '{ "type": "module" }',

  // Turbopack reads nothing from beyond its root, and the packages are at the top of the repository.
  'next.config.js': `
    import { join } from 'node:path'
    import { withPlayhead } from '@playhead/next/config'
    import { withSentryConfig } from '@sentry/nextjs/config'

    export default withSentryConfig(
      withPlayhead(
        { turbopack: { root: join(import.meta.dirname, '../..') } },
        { endpoint: '/api/replay', annotateComponents: true },
      ),
      {
        silent: true,
        telemetry: false,
        sourcemaps: { disable: true },
        release: { name: 'kiosk@9', create: false },
      },
    )`,

  'instrumentation-client.js': `
    import { getReplay } from '@playhead/core'
    import { sentryReplay } from '@playhead/sentry-bridge'
    import * as Sentry from '@sentry/nextjs'

    Sentry.init({ dsn: process.env.NEXT_PUBLIC_DSN, integrations: [sentryReplay(getReplay)] })
    Object.assign(window, { getReplay })
    export const onRouterTransitionStart = Sentry.captureRouterTransitionStart`,

  'app/layout.jsx': `
    export default function Layout({ children }) {
      return <html lang="en"><body>{children}</body></html>
    }`,

  'app/page.jsx': `
    'use client'
    export default function PayButton() {
      return <button onClick={() => { throw new RangeError('no stock') }}>Pay</button>
    }`,
}
