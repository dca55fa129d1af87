import { PlayheadConfigError } from '@playhead/core'
import type { NextConfig } from 'next'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addAnnotation } from './annotate.ts'
import { withPlayhead } from './config.ts'
import { readWrittenPattern } from './written-pattern.ts'
import { readNextVersion } from './next-version.ts'

const options = { endpoint: '/api/replay', release: 'shop@1', sampling: { session: 0.5 } }
const newer = { nextVersion: '16.3.0' }
const context = { defaultConfig: {} }

describe('withPlayhead', () => {
  it('injects the recorder after what the project injects, and keeps the rest of its config', () => {
    const config = withPlayhead(
      {
        reactStrictMode: true,
        env: { REGION: 'eu' },
        instrumentationClientInject: ['./lib/analytics.ts'],
      },
      options,
      newer,
    )
    expect(config).toEqual({
      reactStrictMode: true,
      env: { REGION: 'eu', PLAYHEAD_CLIENT_OPTIONS: JSON.stringify(options) },
      instrumentationClientInject: ['./lib/analytics.ts', '@playhead/next/inject'],
    })
  })

  it('leaves the config it was given as it was', () => {
    const own: NextConfig = Object.freeze({ env: Object.freeze({ A: '1' }) })
    expect(withPlayhead(own, options, newer)).not.toBe(own)
    expect(own).toEqual({ env: { A: '1' } })
  })

  it('wraps a function and hands it what Next hands over', () => {
    const config = withPlayhead(
      (phase, { defaultConfig }) => ({ ...defaultConfig, distDir: phase }),
      options,
      newer,
    )
    expect(config('phase-production-build', { defaultConfig: { compress: false } })).toMatchObject({
      compress: false,
      distDir: 'phase-production-build',
      instrumentationClientInject: ['@playhead/next/inject'],
    })
  })

  it('wraps an async function', async () => {
    const config = withPlayhead(async (phase) => ({ distDir: phase }), options, newer)
    expect(await config('phase-development-server', context)).toMatchObject({
      distDir: 'phase-development-server',
      instrumentationClientInject: ['@playhead/next/inject'],
    })
  })

  it.each(['15.0.0', '15.5.4', '16.0.0', '16.2.9'])(
    'sets nothing that Next %s does not know, but hands the options to the client',
    (nextVersion) => {
      expect(withPlayhead({}, options, { nextVersion })).toEqual({
        env: { PLAYHEAD_CLIENT_OPTIONS: JSON.stringify(options) },
      })
    },
  )

  it.each(['16.3.0-canary.12', '16.4.6', '17.0.0'])('injects in Next %s', (nextVersion) => {
    expect(withPlayhead({}, options, { nextVersion })).toHaveProperty('instrumentationClientInject')
  })

  it('writes expressions into the build, to be read there', () => {
    const privacy = { exclude: ['/a', /b\/c/i], detectors: [{ name: 'id', pattern: /KD-\d+/g }] }
    const text = withPlayhead({}, { ...options, privacy }, newer).env?.['PLAYHEAD_CLIENT_OPTIONS']
    expect(JSON.parse(text ?? '', readWrittenPattern)).toEqual({ ...options, privacy })
  })

  it('injects nothing when told not to', () => {
    expect(withPlayhead({}, { ...options, inject: false }, newer)).toEqual({
      env: { PLAYHEAD_CLIENT_OPTIONS: JSON.stringify(options) },
    })
  })

  it('reads the version of the Next that is installed', () => {
    expect(readNextVersion()).toMatch(/^1[6-9]\.\d+\.\d+/)
  })

  it.each<[string, object, string, RegExp]>([
    ['an endpoint without a slash', { endpoint: 'api/replay' }, 'invalid_endpoint', /api\/replay/],
    ['no endpoint', {}, 'invalid_endpoint', /undefined/],
    ['a share above 1', { ...options, sampling: { session: 50 } }, 'invalid_option', /50/],
    ['a misspelt consent', { ...options, consent: 'require' }, 'invalid_option', /"require"/],
    ['a misspelt option', { ...options, sample: 1 }, 'invalid_option', /no option sample\./],
    [
      'a detector that could take for ever',
      { ...options, privacy: { detectors: [{ name: 'customer', pattern: /(?:\d+)+$/g }] } },
      'invalid_option',
      /"customer".*repeats/,
    ],
    [
      'a function inside an option',
      { ...options, sampling: { always: () => true } },
      'invalid_option',
      /function always/,
    ],
    ['a function', { ...options, onError: () => undefined }, 'invalid_option', /inject: false/],
  ])('refuses %s when the config is loaded', (_, wrong, code, message) => {
    let thrown: unknown
    try {
      withPlayhead({}, wrong as typeof options, newer)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(PlayheadConfigError)
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) })
  })
})

describe('annotateComponents', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('puts the loader of the project beside its own rules, for Turbopack and webpack', () => {
    const own: NextConfig = {
      turbopack: { root: '/app', rules: { '*.tsx': { loaders: ['own'] }, '*.svg': ['svg'] } },
      webpack: (config) => ({ ...config, own: true }),
    }
    const { turbopack, webpack } = addAnnotation(own, '/loader.js')
    const rule = { loaders: ['/loader.js'], condition: { not: 'foreign' } }
    expect(turbopack).toEqual({
      root: '/app',
      rules: { '*.tsx': [{ loaders: ['own'] }, rule], '*.jsx': rule, '*.svg': ['svg'] },
    })
    const config = { module: { rules: [] } }
    expect(Reflect.apply(webpack ?? String, null, [config, {}])).toMatchObject({
      own: true,
      module: { rules: [{ use: '/loader.js', enforce: 'pre' }] },
    })
  })

  it('is for production only, and never written into the browser’s options', () => {
    const asked = { ...options, annotateComponents: true }
    const seams = { ...newer, loader: '/annotate/loader.js' }
    expect(withPlayhead({}, asked, seams)).not.toHaveProperty('turbopack')
    vi.stubEnv('NODE_ENV', 'production')
    const config = withPlayhead({}, asked, seams)
    expect(JSON.stringify(config.turbopack)).toMatch(/annotate.+loader/)
    expect(config.env?.['PLAYHEAD_CLIENT_OPTIONS']).not.toContain('annotate')
    expect(withPlayhead({}, options, newer)).not.toHaveProperty('turbopack')
  })
})
