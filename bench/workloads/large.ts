import {
  createRandom,
  createWords,
  paintSource,
  runInPage,
  toHtml,
  type Workload,
} from './workload.ts'

const words = createWords(createRandom(31))
const item = (index: number): string =>
  `<li class="item" data-index="${index}"><a href="/item/${index}"><b>${words(2)}</b></a><span title="${words(3)}">${words(4)}</span></li>`
// A list item is seven nodes.
const body = `<ul id="list">${Array.from({ length: 2_860 }, (_, index) => item(index)).join('')}</ul><script>
${paintSource}
async function work() {
  const list = document.getElementById('list')
  for (let i = 0; i < 20; i++) {
    list.children[i * 100].classList.toggle('open')
    await painted()
    await pause(50)
  }
  list.replaceChildren(...[...list.children].map((child) => child.cloneNode(true)))
  await painted()
}
</script>`

export const large: Workload = {
  what: 'a page of 20,000 nodes, small changes, then all of it replaced at once',
  html: toHtml({ body }),
  run: runInPage('work'),
}
