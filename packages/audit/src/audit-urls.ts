import type { BrowserContextOptions } from 'playwright-core'
import type { AuditOptions } from './audit-options.ts'
import { auditPage } from './audit-page.ts'
import { launchChromium } from './launch-chromium.ts'
import { type AuditReport, type PageReport, toReport } from './report.ts'

export interface AuditUrlsOptions extends AuditOptions {
  /** A state that Playwright has saved (`context.storageState()`), for pages behind a login. */
  storageState?: string
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>
  /** For the host of the page, by name. */
  cookies?: Readonly<Record<string, string>>
  /** CSS pixels. Default 1280 by 800. */
  viewport?: { width: number; height: number }
  /** The browser's binary. Default `CHROMIUM_PATH`, else one of the system, else Playwright's own. */
  executablePath?: string
}

/**
 * Audits pages one after the other, each in a context of its own, in a Chromium that finds no host but
 * theirs.
 *
 * @throws {AuditError} `no_browser` if there is none, or no playwright-core.
 */
export async function auditUrls(
  urls: readonly string[],
  options: AuditUrlsOptions = {},
): Promise<AuditReport> {
  const { storageState, headers = {}, cookies = {}, viewport, executablePath } = options
  const hosts = [
    ...urls.map((url) => new URL(url).hostname),
    ...(options.allowHosts ?? []).map(toHostname),
  ]
  const browser = await launchChromium(hosts, executablePath)
  try {
    const pages: PageReport[] = []
    for (const url of urls) {
      const settings: BrowserContextOptions = {
        serviceWorkers: 'block',
        acceptDownloads: false,
        extraHTTPHeaders: { ...headers },
        viewport: viewport ?? { width: 1280, height: 800 },
        ...(storageState !== undefined && { storageState }),
      }
      const context = await browser.newContext(settings)
      await context.addCookies(
        Object.entries(cookies).map(([name, value]) => ({ name, value, url })),
      )
      pages.push(await auditPage(await context.newPage(), url, options))
      await context.close()
    }
    return toReport(pages)
  } finally {
    await browser.close()
  }
}

function toHostname(host: string): string {
  return host.replace(/:\d+$/, '')
}
