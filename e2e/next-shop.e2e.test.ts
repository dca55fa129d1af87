import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { visitShop } from './support/visit-shop.ts'
import { testWholePath } from './support/whole-path.ts'

/** What the page told about itself; kept outside of it, so that it survives navigations. */
const reports = {
  violations: [] as string[],
  startedBeforeHydration: [] as boolean[],
  hydrations: 0,
}

describe('the Next example, under a strict content security policy', () => {
  testWholePath({
    example: 'next-shop',
    visit: visitShop,
    prepare: report,
  })

  it('records without a violation of the policy', () => {
    expect(reports.violations).toEqual([])
  })

  it('starts to record before React hydrates the page', () => {
    expect(reports.startedBeforeHydration.length).toBeGreaterThan(0)
    expect(reports.startedBeforeHydration).not.toContain(false)
    // React was seen later, so it would have been seen before.
    expect(reports.hydrations).toBeGreaterThan(0)
  })
})

async function report(page: Page): Promise<void> {
  await page.exposeFunction('reportViolation', (text: string) => reports.violations.push(text))
  await page.exposeFunction('reportStart', (isBefore: boolean) =>
    reports.startedBeforeHydration.push(isBefore),
  )
  await page.exposeFunction('reportHydrated', () => reports.hydrations++)
  await page.addInitScript(watchPage)
}

/** Runs in the page, before any of its scripts. */
function watchPage(): void {
  const page = window as unknown as {
    reportViolation(text: string): void
    reportStart(isBefore: boolean): void
    reportHydrated(): void
  }
  // React marks the root it hydrates.
  const isHydrated = (): boolean =>
    Object.keys(document).some((key) => key.startsWith('__reactContainer$'))
  document.addEventListener('securitypolicyviolation', (event) =>
    page.reportViolation(`${event.violatedDirective} ${event.blockedURI}`),
  )
  // The first thing a recording does is to ask for its session.
  const getItem = Storage.prototype.getItem
  let hasStarted = false
  Storage.prototype.getItem = function (key) {
    if (key === 'playhead.session' && !hasStarted) {
      hasStarted = true
      page.reportStart(!isHydrated())
    }
    return getItem.call(this, key)
  }
  const untilHydrated = (): void => {
    if (isHydrated()) page.reportHydrated()
    else requestAnimationFrame(untilHydrated)
  }
  untilHydrated()
}
