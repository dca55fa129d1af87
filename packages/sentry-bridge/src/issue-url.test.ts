import { expect, it } from 'vitest'
import { issueUrl } from './issue-url.ts'

const dsn = { protocol: 'https', host: 'o1.ingest.us.sentry.io', projectId: '42' }
const event = {}

it("finds the event at Sentry's own service", () => {
  expect(issueUrl(event, 'e1', dsn, { org: 'acme' })).toBe(
    'https://acme.sentry.io/issues/?project=42&query=e1',
  )
})

it('finds the event at a Sentry of your own', () => {
  const own = {
    protocol: 'http',
    host: 'sentry.acme.test',
    port: '9000',
    path: 'errors',
    projectId: '7',
  }
  expect(issueUrl(event, 'e1', own, { org: 'acme' })).toBe(
    'http://sentry.acme.test:9000/errors/organizations/acme/issues/?project=7&query=e1',
  )
})

it('asks the application first, and takes nothing but a web address from it', () => {
  const asked = (url: string) => issueUrl(event, 'e1', dsn, { org: 'acme', issueUrl: () => url })
  expect(asked('https://errors.test/e1')).toBe('https://errors.test/e1')
  expect(asked('javascript:alert(1)')).toBeNull()
})

it('knows no address without the organization', () => {
  expect(issueUrl(event, 'e1', dsn, {})).toBeNull()
})
