import { createRequire } from 'node:module'
import { withSentryConfig } from '@sentry/nextjs/config'
import type { NextConfig } from 'next'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withPlayhead } from './config.ts'

/** The webpack that Next hands to a config. Next's types leave it untyped. */
const { webpack: bundler } = createRequire(import.meta.url)(
  'next/dist/compiled/webpack/webpack.js',
) as { webpack: object }

const loader = '/annotate/loader.js'

const playhead = (config: NextConfig): NextConfig =>
  withPlayhead(
    config,
    { endpoint: '/api/replay', annotateComponents: true },
    { nextVersion: '16.4.6', loader },
  )

const sentry = (config: NextConfig): NextConfig =>
  withSentryConfig(config, {
    silent: true,
    telemetry: false,
    sourcemaps: { disable: true },
    release: { name: 'shop@9', create: false },
  })

/** As a project has it before either plugin; new for each test, as Sentry's writes into what it is given. */
const own = (): NextConfig => ({
  env: { REGION: 'eu' },
  experimental: { clientTraceMetadata: ['x-shop'] },
  instrumentationClientInject: ['./lib/analytics.ts'],
  turbopack: { rules: { '*.svg': ['svg'] } },
  webpack: (config) => ({ ...config, isOwn: true }),
})

/** Turbopack or webpack is asked of the environment, as `next build` sets it. */
describe.each([
  ['withSentryConfig around withPlayhead', (config: NextConfig) => sentry(playhead(config))],
  ['withPlayhead around withSentryConfig', (config: NextConfig) => playhead(sentry(config))],
])('%s', (_, compose) => {
  beforeEach(() => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('SENTRY_SUPPRESS_GLOBAL_ERROR_HANDLER_FILE_WARNING', '1')
    vi.stubEnv('SENTRY_SUPPRESS_INSTRUMENTATION_FILE_WARNING', '1')
  })
  afterEach(() => vi.unstubAllEnvs())

  it('keeps what either sets for every bundler, and what the project has', () => {
    vi.stubEnv('TURBOPACK', '')
    const config = compose(own())
    expect(config.env).toMatchObject({
      REGION: 'eu',
      PLAYHEAD_CLIENT_OPTIONS: '{"endpoint":"/api/replay"}',
      _sentryRelease: 'shop@9',
    })
    expect(config.experimental?.clientTraceMetadata).toEqual(['baggage', 'sentry-trace', 'x-shop'])
    expect(config.serverExternalPackages).toContain('knex')
    expect(config.instrumentationClientInject).toEqual([
      './lib/analytics.ts',
      '@playhead/next/inject',
    ])
  })

  it('gives Turbopack the rules of both', () => {
    vi.stubEnv('TURBOPACK', '1')
    const { rules } = compose(own()).turbopack ?? {}
    expect(rules).toMatchObject({
      '*.svg': ['svg'],
      '*.tsx': { loaders: [loader] },
      '*.jsx': { loaders: [loader] },
      '**/instrumentation-client.*': {
        loaders: [{ loader: expect.stringContaining('valueInjectionLoader') }],
      },
    })
  })

  it.each([
    ['the browser', false],
    ['the server', true],
  ])('has webpack run the functions of both, and of the project, for %s', (__, isServer) => {
    vi.stubEnv('TURBOPACK', '')
    const { webpack } = compose(own())
    const built: unknown = Reflect.apply(webpack ?? String, null, [
      { module: { rules: [] }, entry: {} },
      { isServer, dev: false, dir: import.meta.dirname, config: {}, webpack: bundler },
    ])
    const written = JSON.stringify(built)
    expect(built).toHaveProperty('isOwn', true)
    expect(written).toContain(`"enforce":"pre","use":"${loader}"`)
    expect(written).toContain('valueInjectionLoader')
    expect(built).toHaveProperty(
      'plugins',
      expect.arrayContaining([
        expect.objectContaining({
          definitions: { __SENTRY_SERVER_MODULES__: expect.any(String) },
        }),
      ]),
    )
  })
})
