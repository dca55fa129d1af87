import type { ScriptCase } from '../canary-case.ts'

const shown = (name: string, script: string): ScriptCase => ({ name, script, inSafe: 'shown' })
const either = (name: string, script: string): ScriptCase => ({ name, script, inSafe: 'either' })
const hidden = (name: string, script: string): ScriptCase => ({ name, script, inSafe: 'hidden' })

/** Shadow trees, frames, and the ways in which a tree comes to be. */
export const treeCases: readonly ScriptCase[] = [
  shown(
    'shadow: open',
    `box.attachShadow({ mode: 'open' }).innerHTML = '<p title="CANARY">CANARY</p>'`,
  ),
  hidden(
    'shadow: closed',
    `box.attachShadow({ mode: 'closed' }).innerHTML = '<p title="CANARY">CANARY</p><input value="CANARY">'`,
  ),
  shown(
    'shadow: declared',
    `box.setHTMLUnsafe('<div><template shadowrootmode="open"><p>CANARY</p></template></div>')`,
  ),
  shown(
    'shadow: attached to what is there',
    `const host = box.appendChild(document.createElement('div'))
     await nextTask()
     host.attachShadow({ mode: 'open' }).append('CANARY')`,
  ),
  shown(
    'shadow: in a shadow tree',
    `const outer = box.attachShadow({ mode: 'open' })
     const inner = outer.appendChild(document.createElement('div'))
     inner.attachShadow({ mode: 'open' }).innerHTML = '<p>CANARY</p>'`,
  ),
  shown(
    'shadow: slotted',
    `box.attachShadow({ mode: 'open' }).innerHTML = '<slot name="a">fallback</slot>'
     box.innerHTML = '<b slot="a">CANARY</b>'`,
  ),
  shown(
    'shadow: changed later',
    `const root = box.attachShadow({ mode: 'open' })
     root.innerHTML = '<p>a</p>'
     await nextTask()
     root.firstChild.firstChild.data = 'CANARY'
     root.firstChild.title = 'CANARY'`,
  ),
  hidden(
    'shadow: adopted stylesheet',
    `const sheet = new CSSStyleSheet()
     sheet.replaceSync('p::before { content: "CANARY" } a[href*="CANARY"] { --a: "CANARY" }')
     const root = box.attachShadow({ mode: 'open' })
     root.adoptedStyleSheets = [sheet]
     root.innerHTML = '<p>a</p>'`,
  ),
  hidden(
    'shadow: style of a component',
    `box.attachShadow({ mode: 'open' }).innerHTML = '<style>:host::after { content: "CANARY" }</style>'`,
  ),
  shown(
    'component: defined later',
    `const name = 'x-' + Math.random().toString(36).slice(2)
     box.innerHTML = '<' + name + '></' + name + '>'
     await nextTask()
     customElements.define(name, class extends HTMLElement {
       connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<p>CANARY</p>' }
     })`,
  ),
  shown(
    'frame: srcdoc',
    `const frame = document.createElement('iframe')
     frame.srcdoc = '<title>CANARY</title><p title="CANARY">CANARY</p><input value="CANARY">'
     box.append(frame)
     await loaded(frame)`,
  ),
  shown(
    'frame: written',
    `const frame = box.appendChild(document.createElement('iframe'))
     const inside = frame.contentDocument
     inside.open()
     inside.write('<title>CANARY</title><p>CANARY</p>')
     inside.close()`,
  ),
  shown(
    'frame: filled',
    `const frame = box.appendChild(document.createElement('iframe'))
     frame.contentDocument.body.innerHTML = '<p data-a="CANARY">CANARY</p><a href="/x?u=CANARY">a</a>'`,
  ),
  shown(
    'frame: same origin, and changed later',
    `const frame = document.createElement('iframe')
     frame.src = '/inner'
     box.append(frame)
     await loaded(frame)
     await nextTask()
     frame.contentDocument.body.innerHTML = '<p>CANARY</p><input value="CANARY">'
     frame.contentDocument.title = 'CANARY'`,
  ),
  hidden(
    'frame: taken elsewhere',
    `const frame = document.createElement('iframe')
     frame.src = '/inner'
     box.append(frame)
     await loaded(frame)
     frame.src = '/inner?user=CANARY#CANARY'
     await loaded(frame)`,
  ),
  shown(
    'frame: in a frame',
    `const frame = box.appendChild(document.createElement('iframe'))
     const inner = frame.contentDocument.createElement('iframe')
     frame.contentDocument.body.append(inner)
     inner.contentDocument.body.append('CANARY')`,
  ),
  shown(
    'frame: a blob',
    `const frame = document.createElement('iframe')
     frame.src = URL.createObjectURL(new Blob(['<p>CANARY</p>'], { type: 'text/html' }))
     box.append(frame)
     await loaded(frame)`,
  ),
  shown(
    'frame: moved',
    `const frame = box.appendChild(document.createElement('iframe'))
     frame.contentDocument.body.append('CANARY')
     await nextTask()
     box.append(document.createElement('p'), frame)
     frame.contentDocument.body.append('CANARY')`,
  ),
  hidden(
    'frame: safe inside, not outside',
    `const frame = box.appendChild(document.createElement('iframe'))
     frame.contentDocument.body.innerHTML = '<p data-replay="mask" data-record-safe>CANARY</p>'`,
  ),
  shown(
    'tree: template instantiated',
    `const template = document.createElement('template')
     template.innerHTML = '<p title="CANARY">CANARY</p>'
     box.append(template.content.cloneNode(true))`,
  ),
  shown(
    'tree: taken from another document',
    `const other = new DOMParser().parseFromString('<p>CANARY</p>', 'text/html')
     box.append(document.adoptNode(other.querySelector('p')))`,
  ),
  shown(
    'tree: text split and joined',
    `box.append('CANARY')
     await nextTask()
     box.firstChild.splitText(4).splitText(3)
     await nextTask()
     box.normalize()`,
  ),
  shown(
    'tree: built letter by letter',
    `const text = box.appendChild(document.createTextNode(''))
     for (const letter of 'CANARY') {
       text.data += letter
       await nextTask()
     }`,
  ),
  shown(
    'tree: a letter in each element',
    `for (const letter of 'CANARY') {
       box.append(Object.assign(document.createElement('b'), { textContent: letter }))
     }`,
  ),
  shown(
    'tree: replaced',
    `box.innerHTML = '<p>a</p>'
     await nextTask()
     box.firstChild.replaceWith(Object.assign(document.createElement('h3'), { textContent: 'CANARY' }))`,
  ),
  shown(
    'tree: wrapped',
    `box.innerHTML = '<p>CANARY</p>'
     await nextTask()
     const range = document.createRange()
     range.selectNodeContents(box.firstChild)
     range.surroundContents(document.createElement('mark'))`,
  ),
  either(
    'tree: comment, instruction and character data',
    `const xml = new DOMParser().parseFromString('<r/>', 'text/xml')
     box.append(document.createComment('CANARY'), document.createProcessingInstruction('a', 'CANARY'),
       document.adoptNode(xml.createCDATASection('CANARY')))
     await nextTask()
     for (const node of [...box.childNodes]) node.data = 'CANARY CANARY'`,
  ),
  either(
    'tree: there for one moment',
    `box.innerHTML = '<p>CANARY</p>'
     await nextTask()
     box.replaceChildren()`,
  ),
  shown(
    'top layer: dialog',
    `const dialog = document.createElement('dialog')
     dialog.textContent = 'CANARY'
     box.append(dialog)
     dialog.showModal()
     await nextTask()
     dialog.close()`,
  ),
  shown(
    'top layer: popover',
    `const popover = Object.assign(document.createElement('div'), { popover: 'auto', textContent: 'CANARY' })
     box.append(popover)
     popover.showPopover()
     await nextTask()
     popover.hidePopover()`,
  ),
  hidden(
    'portal: beside everything',
    `const portal = document.createElement('div')
     portal.innerHTML = '<p>CANARY</p>'
     document.documentElement.append(portal)`,
  ),
  hidden(
    'template: filled',
    `const template = box.appendChild(document.createElement('template'))
     template.content.append('CANARY')`,
  ),
  hidden(
    'script: changed',
    `const script = document.createElement('script')
     script.type = 'application/json'
     box.append(script)
     await nextTask()
     script.textContent = '{"name":"CANARY"}'`,
  ),
  shown(
    'svg: title and description changed',
    `box.innerHTML = '<svg><title>a</title><desc>b</desc><text>c</text></svg>'
     await nextTask()
     for (const part of box.querySelectorAll('title, desc, text')) part.textContent = 'CANARY'`,
  ),
]
