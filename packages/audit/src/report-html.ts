import { channels } from './channels.ts'
import { reportStyle } from './report-style.ts'
import type { AuditReport, Finding, PageReport } from './report.ts'
import { outcomeOf } from './report-text.ts'

/** The report as one file that asks for nothing else, for light and dark, with no script in it. */
export function toHtml({ at, isClean, pages }: AuditReport): string {
  const verdict = isClean ? 'Clean' : 'Not clean'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${verdict}: Playhead audit</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>Playhead audit</h1>
<p class="verdict ${isClean ? 'good' : 'bad'}"><span aria-hidden="true">${isClean ? '✓' : '✗'}</span> ${verdict}</p>
<p class="quiet">${pages.length} ${pages.length === 1 ? 'page' : 'pages'}, <time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></p>
</header>
<main>
${pages.length > 1 ? contents(pages) : ''}
${pages.map(toSection).join('\n')}
</main>
</body>
</html>
`
}

function contents(pages: readonly PageReport[]): string {
  const items = pages.map(
    (page, index) =>
      `<li>${badge(page)} <a href="#page-${index}">${escape(page.url)}</a> <span class="quiet">${escape(outcomeOf(page))}</span></li>`,
  )
  return `<nav aria-label="Pages"><ul class="pages">${items.join('')}</ul></nav>`
}

function toSection(page: PageReport, index: number): string {
  const parts = [
    `<h2 id="heading-${index}">${badge(page)} ${escape(page.url)}</h2>`,
    `<p>${escape(outcomeOf(page))}</p>`,
    page.leaks.length > 0 ? `<h3>Leaks</h3>${byRoot(page.leaks)}` : '',
    misuseTable(page),
    page.reviewed.length > 0
      ? `<details><summary>Recorded in clear, and allowed (${page.reviewed.length})</summary>${byRoot(page.reviewed)}</details>`
      : '',
    list('Kept back: what the page asked for and did not get', page.blocked),
    list('Notes', page.notes),
    coverageTable(page),
  ]
  return `<section id="page-${index}" aria-labelledby="heading-${index}">${parts.join('\n')}</section>`
}

/** One safe mark that is in the wrong place opens many elements: they belong together. */
function byRoot(findings: readonly Finding[]): string {
  const roots = [...new Set(findings.map(({ safe }) => safe))]
  return roots
    .map((root) => {
      const caption =
        root === null
          ? 'Without a safe mark'
          : `Opened by the safe mark on <code>${escape(root)}</code>`
      const rows = findings.filter(({ safe }) => safe === root).map(toRow)
      return table(caption, ['Channel', 'Element', 'Recorded', 'To stop it'], rows)
    })
    .join('\n')
}

function toRow(finding: Finding): string[] {
  const { channel, source, selector, frame, was, excerpt, foundIn, encoding, advice, allowedBy } =
    finding
  return [
    escape(channels[channel].title) +
      (source === channel
        ? ''
        : `<br><span class="quiet">from ${escape(channels[source].title)}</span>`),
    `<code>${escape(selector ?? 'none')}</code>` +
      (frame === null ? '' : `<br><span class="quiet">in ${escape(frame)}</span>`) +
      (was === null ? '' : `<br><q>${escape(was)}</q>`),
    `<span class="quiet">${escape(foundIn)}${encoding === 'plain' ? '' : `, ${encoding}`}</span><br><code>${escape(excerpt)}</code>`,
    allowedBy === null ? escape(advice) : `allowed by <code>${escape(allowedBy)}</code>`,
  ]
}

function misuseTable({ misuse }: PageReport): string {
  if (misuse.length === 0) return ''
  const rows = misuse.map(({ selector, problem }) => [
    `<code>${escape(selector)}</code>`,
    escape(problem),
  ])
  return `<h3>Markers that do not do what they seem to</h3>${table('Each is to be corrected', ['Element', 'Why'], rows)}`
}

function coverageTable({ coverage }: PageReport): string {
  if (coverage.length === 0) return ''
  const rows = coverage.map(({ channel, planted, found }) => [
    escape(channels[channel].title),
    planted === 0 ? 'not tried' : String(planted),
    String(found),
  ])
  return `<details><summary>Channels tried</summary>${table('Canaries by channel', ['Channel', 'Planted', 'Found'], rows)}</details>`
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<h3>${title}</h3><ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`
}

/** @param caption, rows HTML. */
function table(caption: string, columns: readonly string[], rows: readonly string[][]): string {
  const head = columns.map((name) => `<th scope="col">${name}</th>`).join('')
  const body = rows.map(
    (cells) =>
      `<tr>${cells.map((cell, at) => `<td data-label="${columns[at] ?? ''}">${cell}</td>`).join('')}</tr>`,
  )
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
}

function badge({ outcome }: PageReport): string {
  const isGood = outcome === 'clean' || outcome === 'not-recorded'
  return `<span class="badge ${isGood ? 'good' : 'bad'}">${isGood ? '✓ passed' : outcome === 'failed' ? '? not tried' : '✗ leaks'}</span>`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
