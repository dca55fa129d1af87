import type { AuditRecord } from '@playhead/protocol'
import { describe, expect, it } from 'vitest'
import {
  type AuditEntry,
  createReplayServer,
  type ReplayServerOptions,
  type ReplayStore,
  sqliteStore,
  withServerProfile,
} from '../index.ts'
import { get } from '../requests.test-support.ts'
import { useTemporaryFolder } from '../store/temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()
const authorize = (): null => null
const token = 'a-token-that-nobody-guesses'

/** One life of a server, up to its first request. */
async function run(path: string, change: Partial<ReplayServerOptions> = {}): Promise<void> {
  const options = { store: sqliteStore({ path }), basePath: '/api/replay', authorize, ...change }
  const replay = createReplayServer(options)
  await replay.handler(get('/api/access'))
  await replay.close()
}

async function logOf(path: string): Promise<AuditRecord[]> {
  const store: ReplayStore = sqliteStore({ path })
  const entries = await store.readAudit({ limit: 50, before: null })
  await store.close()
  return entries.toReversed()
}

describe('what a server runs with', () => {
  it('is in the audit log from the first start on, and again only when it changes', async () => {
    const path = inFolder('same.db')
    await run(path, { retention: { default: '14d' } })
    await run(path, { retention: { default: '14d' } })
    expect(await logOf(path)).toMatchObject([
      {
        number: 1,
        actor: 'server at its start',
        action: 'configure',
        subject: [],
        details: { authorize: 'given', 'retention.default': '14d', requirePolicy: 'none' },
      },
    ])
  })

  it.each<[string, Partial<ReplayServerOptions>, Record<string, string>]>([
    [
      'retention',
      { retention: { default: '30d' } },
      { setting: 'retention.default', after: '30d' },
    ],
    [
      'a rule',
      { retention: { default: '14d', rules: [{ when: { errors: true }, keep: '90d' }] } },
      { setting: 'retention.rules', after: '{"when":{"errors":true},"keep":"90d"}' },
    ],
    [
      'the budget',
      { retention: { default: '14d', maxBytes: 5_000 } },
      { setting: 'retention.maxBytes', before: 'none', after: '5000' },
    ],
    [
      'the policy',
      { requirePolicy: ['b'.repeat(16), 'a'.repeat(16)] },
      { setting: 'requirePolicy', after: `${'a'.repeat(16)}, ${'b'.repeat(16)}` },
    ],
    [
      'links',
      { shares: false },
      { setting: 'shares', before: '7 days, at most 30', after: 'none' },
    ],
    [
      'a detector',
      { detectors: [{ name: 'customer', pattern: /\bKD-\d{8}\b/g }] },
      { setting: 'detectors', before: 'none' },
    ],
    ['the token', { ingestToken: token }, { setting: 'ingestToken', after: 'given' }],
    ['a limit', { limits: { maxFrames: 9 } }, { setting: 'limits', after: 'maxFrames 9' }],
  ])('tells of a change of %s: what it was and what it is', async (name, change, details) => {
    const path = inFolder(`${name}.db`)
    const before = { retention: { default: '14d' } }
    await run(path, before)
    await run(path, { ...before, ...change })
    const log = await logOf(path)
    expect(log).toHaveLength(2)
    expect(log[1]).toMatchObject({ action: 'configure', subject: [], details })
    expect(JSON.stringify(log)).not.toContain(token)
    expect(JSON.stringify(log)).not.toContain('KD-')
  })

  it('tells which profile was laid over it', async () => {
    const path = inFolder('profile.db')
    const options = { store: sqliteStore({ path }), basePath: '/api/replay', authorize }
    await run(path)
    await run(path, withServerProfile('gdpr', withServerProfile('ccpa', options)))
    expect((await logOf(path)).slice(1).map(({ details }) => details)).toEqual([
      { setting: 'profiles', before: 'none', after: 'ccpa, gdpr' },
      { setting: 'retention.default', before: 'forever', after: '90d' },
      { setting: 'shares', before: '7 days, at most 30', after: '7 days, at most 7' },
    ])
  })

  it('is told once by two that start at the same moment, and each service tells for itself', async () => {
    const path = inFolder('two.db')
    await run(path)
    await Promise.all([run(path, { shares: false }), run(path, { shares: false })])
    await run(path, { shares: false, service: 'shop' })
    expect((await logOf(path)).map(({ actor }) => actor)).toEqual([
      'server at its start',
      'server at its start',
      'shop at its start',
    ])
  })

  it('is told to whom the application names, and stands in the log before what a sweep does', async () => {
    const path = inFolder('first.db')
    const told: AuditEntry[] = []
    await run(path, { onAudit: (entry) => void told.push(entry) })
    expect(told).toMatchObject([{ action: 'configure' }])
  })
})
