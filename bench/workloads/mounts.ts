import {
  createRandom,
  createWords,
  paintSource,
  runInPage,
  toHtml,
  type Workload,
} from './workload.ts'

const words = createWords(createRandom(47))
const view = Array.from(
  { length: 100 },
  () => `<section><h2>${words(2)}</h2><p>${words(10)}</p><input></section>`,
).join('')

const body = `<div id="app"></div><script>
${paintSource}
const view = ${JSON.stringify(view)}
async function work() {
  const app = document.getElementById('app')
  for (let i = 0; i < 100; i++) {
    app.innerHTML = view
    await painted()
    app.replaceChildren()
    await painted()
  }
}
</script>`

/** The heap and the nodes that are left are what this one is about. */
export const mounts: Workload = {
  what: 'a view of 700 nodes mounted and unmounted 100 times',
  html: toHtml({ body }),
  run: runInPage('work'),
}
