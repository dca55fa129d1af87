/**
 * An application of Next's as small as may be, with Sentry's plugin and ours one inside the other. `OUTER`
 * says which is around which.
 */
export const nextKiosk: Record<string, string> = {
  'package.json': '{ "type": "module" }',

  // Turbopack reads nothing from beyond its root, and the packages are at the top of the repository.
  'next.config.js': `
    import { join } from 'node:path'
    import { withPlayhead } from '@playhead/next/config'
    import { withSentryConfig } from '@sentry/nextjs/config'

    const own = { turbopack: { root: join(import.meta.dirname, '../..') } }
    const playhead = (config) =>
      withPlayhead(config, { endpoint: '/api/replay', annotateComponents: true })
    const sentry = (config) =>
      withSentryConfig(config, {
        silent: true,
        telemetry: false,
        sourcemaps: { disable: true },
        release: { name: 'kiosk@9', create: false },
      })
    export default process.env.OUTER === 'sentry' ? sentry(playhead(own)) : playhead(sentry(own))`,

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
