import { channels } from './channels.ts'
import type { AuditReport, Finding, PageReport } from './report.ts'

/** The report for a terminal or a log. */
export function toText({ pages, isClean }: AuditReport): string {
  const last = isClean
    ? 'Clean: no canary was found in what would have left.'
    : `Not clean: ${pages.filter(({ outcome }) => outcome === 'leaks').length} of ${pages.length} pages leak, ${pages.filter(({ outcome }) => outcome === 'failed').length} could not be tried.`
  return `${pages.map(pageToText).join('\n')}\n${last}\n`
}

function pageToText(page: PageReport): string {
  const lines = [`${page.url}  ${outcomeOf(page)}`]
  for (const finding of page.leaks.filter(({ safe }) => safe === null)) {
    lines.push(...findingToText(finding))
  }
  for (const root of new Set(page.leaks.map(({ safe }) => safe))) {
    if (root !== null) lines.push(...openedToText(root, page.leaks))
  }
  for (const { selector, problem } of page.misuse) lines.push(`  ! ${selector}: ${problem}`)
  if (page.reviewed.length > 0) {
    lines.push(`  recorded in clear, and allowed:`)
    for (const { channel, selector, was, allowedBy } of page.reviewed) {
      lines.push(`    ${channel}  ${selector ?? ''}${quote(was)}  (${allowedBy})`)
    }
  }
  if (page.blocked.length > 0) lines.push(`  kept back: ${page.blocked.join(', ')}`)
  for (const note of page.notes) lines.push(`  ${note}`)
  const tried = page.coverage.filter(({ planted }) => planted > 0)
  if (tried.length > 0) {
    const canaries = tried.reduce((sum, { planted }) => sum + planted, 0)
    lines.push(`  ${canaries} canaries in ${tried.length} of ${page.coverage.length} channels`)
  }
  return `${lines.join('\n')}\n`
}

/** What became of a page, in a few words. */
export function outcomeOf({ outcome, reason, leaks, recorder }: PageReport): string {
  const by = recorder === 'injected' ? ', recorded by the audit' : ''
  switch (outcome) {
    case 'clean':
      return `clean${by}`
    case 'leaks':
      return `${leaks.length} ${leaks.length === 1 ? 'leak' : 'leaks'}${by}`
    case 'not-recorded':
      return `not recorded: ${reason ?? ''}`
    case 'failed':
      return `could not be tried: ${reason ?? ''}`
  }
}

function findingToText(finding: Finding): string[] {
  const { channel, source, foundIn, selector, frame, was, excerpt, encoding, advice } = finding
  const from = source === channel ? '' : `, from ${channels[source].title}`
  const how = encoding === 'plain' ? '' : `, in ${encoding}`
  return [
    `  ✗ ${channels[channel].title}${from}  ${selector ?? ''}${frame === null ? '' : ` in ${frame}`}${quote(was)}`,
    `      recorded (${foundIn}${how}): ${excerpt}`,
    `      to stop it: ${advice}`,
  ]
}

/** One mark that is in the wrong place opens many elements: what to do about it is said once. */
function openedToText(root: string, leaks: readonly Finding[]): string[] {
  const opened = leaks.filter(({ safe }) => safe === root)
  return [
    `  ✗ ${opened.length} opened by the safe mark on ${root}`,
    ...opened.map(
      ({ channel, selector, was }) => `      ${channel}  ${selector ?? ''}${quote(was)}`,
    ),
    `      to stop one: ${opened[0]?.advice.replace(opened[0].selector ?? '', 'it') ?? ''}`,
    `      to let them pass: --allow '*@${root}'`,
  ]
}

function quote(text: string | null): string {
  return text === null ? '' : `  "${text}"`
}
