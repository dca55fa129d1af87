import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type AuditOptions,
  auditUrls,
  type AuditUrlsOptions,
  toHtml,
  toText,
} from '@playhead/audit'
import { readJson } from '../read-json.ts'
import { UsageError } from '../usage-error.ts'

/** Exit codes: 0 clean, 1 leaks, 2 a page could not be tried. */
export async function audit(args: string[]): Promise<void> {
  const { values, positionals: urls } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      html: { type: 'string' },
      'safe-ok': { type: 'boolean', default: false },
      allow: { type: 'string', multiple: true, default: [] },
      'allow-host': { type: 'string', multiple: true, default: [] },
      'allow-writes': { type: 'boolean', default: false },
      recorder: { type: 'string' },
      options: { type: 'string' },
      'storage-state': { type: 'string' },
      header: { type: 'string', multiple: true, default: [] },
      cookie: { type: 'string', multiple: true, default: [] },
      viewport: { type: 'string' },
      timeout: { type: 'string', default: '30' },
      'wait-for': { type: 'string' },
    },
  })
  if (urls.length === 0)
    throw new UsageError('Name the addresses to audit, such as http://localhost:3000/.')
  const options: AuditUrlsOptions = {
    safeOk: values['safe-ok'],
    allow: values.allow,
    allowHosts: values['allow-host'],
    allowWrites: values['allow-writes'],
    headers: toPairs(values.header, ':'),
    cookies: toPairs(values.cookie, '='),
    timeoutMs: parseSeconds(values.timeout),
    onProgress: (step) => console.error(step),
    ...parseRecorder(values.recorder),
    ...(values.options !== undefined && { record: readOptions(values.options) }),
    ...(values['storage-state'] !== undefined && { storageState: values['storage-state'] }),
    ...(values['wait-for'] !== undefined && { waitFor: values['wait-for'] }),
    ...(values.viewport !== undefined && { viewport: parseViewport(values.viewport) }),
  }
  const addresses = urls.map(parseUrl)
  const report = await auditUrls(addresses, options).catch((cause: unknown) => {
    // Whatever the reason, nothing was tried: that is not what 1 says.
    console.error(`playhead: ${cause instanceof Error ? cause.message : String(cause)}`)
    process.exitCode = 2
  })
  if (!report) return
  if (values.html !== undefined) writeFileSync(values.html, toHtml(report))
  console.log(values.json ? JSON.stringify(report, null, 2) : toText(report))
  if (report.pages.some(({ outcome }) => outcome === 'failed')) process.exitCode = 2
  else if (!report.isClean) process.exitCode = 1
}

function parseUrl(text: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw new UsageError(`${text} is no http or https address.`)
}

function parseRecorder(text: string | undefined): Pick<AuditOptions, 'recorder'> {
  if (text === undefined) return {}
  if (text === 'own' || text === 'injected') return { recorder: text }
  throw new UsageError('--recorder is own or injected.')
}

/** The page's recorder checks the rest, as it does in an application. */
function readOptions(path: string): NonNullable<AuditOptions['record']> {
  const value = readJson(path)
  if (isObject(value)) return value
  throw new UsageError(
    `${path} holds no options, such as { "privacy": { "safeSelector": "nav" } }.`,
  )
}

function isObject(value: unknown): value is NonNullable<AuditOptions['record']> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toPairs(texts: readonly string[], separator: ':' | '='): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf(separator)
      if (at < 1) throw new UsageError(`"${text}" is no name${separator}value.`)
      return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    }),
  )
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && seconds <= 3_600) return seconds * 1_000
  throw new UsageError('--timeout is a number of seconds.')
}

function parseViewport(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(text) ?? []
  if (!width || !height) throw new UsageError('--viewport is written as 1280x800.')
  return { width: Number(width), height: Number(height) }
}
