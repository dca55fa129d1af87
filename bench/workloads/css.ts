import {
  createRandom,
  createWords,
  paintSource,
  runInPage,
  toHtml,
  type Workload,
} from './workload.ts'

const words = createWords(createRandom(23))

/** A megabyte of rules as utility frameworks write them. */
function toStylesheet(): string {
  const rules: string[] = []
  for (let index = 0, bytes = 0; bytes < 1_000_000; index++) {
    const rule = `.${words(1)}-${index}:hover > .${words(1)}{margin:${index % 40}px;color:#${(index * 2_654_435_761).toString(16).slice(-6)};transition:opacity .${index % 9}s ease-in-out}\n`
    rules.push(rule)
    bytes += rule.length
  }
  return rules.join('')
}

const body = `<main id="main">${Array.from({ length: 200 }, () => `<p>${words(12)}</p>`).join('')}</main><script>
${paintSource}
const sheet = document.head.appendChild(document.createElement('style')).sheet
async function work() {
  for (let i = 0; i < 300; i++) {
    sheet.insertRule('.css-' + i + '{padding:' + (i % 20) + 'px}', sheet.cssRules.length)
    document.getElementById('main').children[i % 200].className = 'css-' + i
    if (i % 10 === 0) { await painted(); await pause(30) }
  }
}
</script>`

export const css: Workload = {
  what: 'a page with 1 MB of CSS, and 300 rules inserted as CSS-in-JS does',
  html: toHtml({ head: '<link rel="stylesheet" href="/large.css">', body }),
  files: { '/large.css': toStylesheet() },
  run: runInPage('work'),
}
