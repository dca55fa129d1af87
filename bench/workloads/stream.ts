import {
  createRandom,
  createWords,
  paintSource,
  runInPage,
  toHtml,
  type Workload,
} from './workload.ts'

const text = createWords(createRandom(5))(2_000)

const body = `<main id="answer"></main><script>
${paintSource}
const tokens = ${JSON.stringify(text)}.split(' ')
async function work() {
  let paragraph
  for (let i = 0; i < 450; i++) {
    if (i % 60 === 0) paragraph = document.getElementById('answer').appendChild(document.createElement('p'))
    paragraph.textContent = (paragraph.textContent + ' ' + tokens[i]).trim()
    await pause(1000 / 30)
  }
}
</script>`

/** An assistant's answer that is written out word by word. */
export const stream: Workload = {
  what: 'text that streams in at 30 updates a second for 15 s',
  html: toHtml({ body }),
  run: runInPage('work'),
}
