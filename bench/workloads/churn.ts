import { paintSource, runInPage, toHtml, type Workload } from './workload.ts'

const body = `<table><tbody id="rows"></tbody></table><script>
${paintSource}
const rows = document.getElementById('rows')
let made = 0
function add(count) {
  for (let i = 0; i < count; i++) {
    const row = document.createElement('tr')
    row.innerHTML = '<td>' + ++made + '</td><td><a>Row of the table</a></td><td><span class="icon" aria-hidden="true"></span></td><td></td>'
    rows.append(row)
  }
}
const steps = [
  () => add(1000),
  () => { for (let i = 0; i < 1000; i += 10) rows.rows[i].cells[1].firstChild.textContent += ' !!!' },
  () => { rows.rows[2].before(rows.rows[998]) },
  () => { for (const row of rows.rows) row.className = 'selected' },
  () => add(1000),
  () => { rows.append(...[...rows.rows].reverse()) },
  () => { rows.textContent = '' },
  () => add(10000),
  () => { rows.textContent = '' },
]
async function work() {
  for (const step of steps) { step(); await painted(); await pause(200) }
}
</script>`

/** What the well-known framework benchmarks do to a table, up to 10,000 rows. */
export const churn: Workload = {
  what: 'a table of up to 10,000 rows is filled, changed, turned round and cleared',
  html: toHtml({ body }),
  run: runInPage('work'),
}
