import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { createRandom, createWords, toHtml, type Workload } from './workload.ts'

const words = createWords(createRandom(11))
const fields = ['name', 'email', 'city', 'street', 'phone', 'company']
const rows = Array.from(
  { length: 120 },
  (_, index) =>
    `<tr><td>${index + 1}</td><td>${words(2)}</td><td>${words(3)}</td><td><span class="badge text-bg-success">${words(1)}</span></td></tr>`,
).join('')

const body = `<nav class="navbar bg-body-tertiary"><a class="navbar-brand" href="#">Back office</a></nav>
<main class="container"><form class="row" id="form">
${fields.map((id) => `<div class="col-6 mb-3"><label class="form-label" for="${id}">${id}</label><input class="form-control" id="${id}"><div class="invalid-feedback">Too short</div></div>`).join('')}
<textarea class="form-control" id="notes"></textarea><small id="count"></small>
<button class="btn btn-primary" type="button" id="save">Save</button>
<button class="btn btn-secondary" type="button" id="add">Add a row</button>
<button class="btn btn-secondary" type="button" id="sort">Sort</button></form>
<div id="messages"></div><table class="table table-striped"><tbody id="rows">${rows}</tbody></table></main>
<script>
const at = (id) => document.getElementById(id)
for (const input of document.querySelectorAll('input')) input.addEventListener('input', () => {
  input.classList.toggle('is-invalid', input.value.length < 3)
  input.classList.toggle('is-valid', input.value.length >= 3)
})
at('notes').addEventListener('input', () => { at('count').textContent = at('notes').value.length + ' letters' })
at('save').addEventListener('click', () => {
  const message = document.createElement('div')
  message.className = 'alert alert-success'
  message.textContent = 'Saved'
  at('messages').append(message)
  setTimeout(() => message.remove(), 500)
})
at('add').addEventListener('click', () => at('rows').prepend(at('rows').rows[0].cloneNode(true)))
at('sort').addEventListener('click', () => {
  at('rows').append(...[...at('rows').rows].sort((a, b) => a.cells[1].textContent.localeCompare(b.cells[1].textContent)))
})
</script>`

/** A person who fills in a form, moves the mouse, scrolls and changes a table: about 20 s. */
export const form: Workload = {
  what: 'a form is filled in, a table changed, the page scrolled',
  html: toHtml({ head: '<link rel="stylesheet" href="/bootstrap.css">', body }),
  files: {
    '/bootstrap.css': readFileSync(
      new URL('../node_modules/bootstrap/dist/css/bootstrap.min.css', import.meta.url),
      'utf8',
    ),
  },
  async run(page: Page) {
    for (const [index, id] of fields.entries()) {
      await page.mouse.move(200 + index * 90, 120 + index * 40, { steps: 25 })
      await page.click(`#${id}`)
      await page.keyboard.type(`Some text for ${id}`, { delay: 25 })
    }
    await page.click('#notes')
    await page.keyboard.type('Please leave it with the neighbours downstairs.', { delay: 25 })
    for (const id of ['save', 'add', 'add', 'add', 'sort', 'save']) await page.click(`#${id}`)
    for (const delta of [80, -80]) {
      for (let step = 0; step < 40; step++) {
        await page.mouse.wheel(0, delta)
        await page.mouse.move(300 + step * 10, 300 + step * 3)
      }
    }
  },
}
