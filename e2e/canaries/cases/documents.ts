import type { CanaryCase, ScriptCase } from '../canary-case.ts'

const markup = (name: string, html: string, isInHead = false): CanaryCase => ({
  name: `document: ${name}`,
  html,
  isInHead,
  inSafe: 'either',
})
const script = (name: string, script: string): ScriptCase => ({
  name: `document: ${name}`,
  script,
  inSafe: 'either',
})

export const documentCases: readonly CanaryCase[] = [
  markup('base', '<base href="/users/CANARY/" target="CANARY">', true),
  markup('link title', '<link rel="icon" title="CANARY" href="/CANARY/icon.png">', true),
  markup('link by a word', '<link rel="alternate" href="/CANARY/feed">', true),
  markup('link to a profile', '<link rel="me" href="https://x.test/CANARY">', true),
  markup('meta digits', '<meta name="account" content="CANARY">', true),
  markup('meta refresh', '<meta http-equiv="x-user" content="CANARY">', true),
  markup('path of one word', '<a href="/CANARY">a</a>'),
  markup('path of words', '<a href="/CANARY/orders">a</a>'),
  markup('host of a word', '<a href="https://CANARY.test/">a</a>'),
  markup('area', '<map><area href="/CANARY" alt="CANARY" shape="rect" coords="0,0,1,1"></map>'),
  markup('ftp', '<a href="ftp://CANARY/CANARY">a</a>'),
  markup('object', '<object data="/CANARY" type="text/CANARY">CANARY</object>'),
  markup('embed', '<embed src="/CANARY" type="text/CANARY" title="CANARY">'),
  markup('frame', '<iframe src="/missing/CANARY" title="CANARY" allow="CANARY"></iframe>'),
  markup('fenced frame', '<fencedframe src="/CANARY">CANARY</fencedframe>'),
  markup('portal', '<portal src="/CANARY">CANARY</portal>'),
  markup('track', '<video><track label="CANARY" srclang="CANARY" src="/CANARY"></video>'),
  markup(
    'svg style',
    '<svg><style>.a { --b: CANARY; content: "CANARY" } #u { color: CANARY }</style></svg>',
  ),
  markup('svg script', '<svg><script>CANARY</script></svg>'),
  markup(
    'svg animation',
    '<svg><set attributeName="CANARY" to="CANARY" begin="CANARY.click" /></svg>',
  ),
  markup(
    'svg view',
    '<svg><view id="u" viewTarget="CANARY" /><switch systemLanguage="CANARY"></switch></svg>',
  ),
  markup(
    'svg effect',
    '<svg><filter><feImage href="/CANARY" /><feTurbulence result="CANARY" seed="CANARY" /></filter></svg>',
  ),
  markup(
    'math link',
    '<math href="/CANARY" alttext="CANARY" altimg="/CANARY"><maction actiontype="CANARY">a</maction></math>',
  ),
  markup(
    'math annotation',
    '<math><semantics><annotation-xml encoding="CANARY"><p>CANARY</p></annotation-xml></semantics></math>',
  ),
  markup('plaintext-like', '<xmp>CANARY</xmp><listing>CANARY</listing>'),
  markup('marquee', '<marquee>CANARY</marquee>'),
  markup('ruby', '<ruby>a<rp>CANARY</rp><rtc>CANARY</rtc></ruby>'),
  markup('menu', '<menu><li title="CANARY">CANARY</li></menu>'),
  markup('keygen-like', '<keygen challenge="CANARY">'),
  markup('is', '<button is="x-CANARY">a</button>'),
  markup('part and slot', '<p part="CANARY" slot="CANARY" exportparts="CANARY: CANARY">a</p>'),
  markup('editable by another word', '<div contenteditable="CANARY">CANARY</div>'),
  markup(
    'noscript in the head',
    '<noscript><img src="/CANARY"><style>.a{content:"CANARY"}</style></noscript>',
    true,
  ),
]

export const documentScripts: readonly ScriptCase[] = [
  script(
    'doctype of a frame',
    `const frame = document.createElement('iframe')
     frame.srcdoc = '<!DOCTYPE html PUBLIC "-//CANARY//DTD CANARY//EN" "https://x.test/CANARY"><p>a</p>'
     box.append(frame)
     await loaded(frame)`,
  ),
  script(
    'design mode',
    `const frame = box.appendChild(document.createElement('iframe'))
     frame.contentDocument.designMode = 'on'
     frame.contentDocument.body.innerHTML = '<p title="CANARY">CANARY</p>'`,
  ),
  script(
    'xml',
    `const frame = document.createElement('iframe')
     frame.src = URL.createObjectURL(new Blob(['<?xml version="1.0"?><?a CANARY?><r CANARY="CANARY"><CANARY>CANARY</CANARY></r>'], { type: 'text/xml' }))
     box.append(frame)
     await loaded(frame)`,
  ),
  script(
    'svg document',
    `const frame = document.createElement('iframe')
     frame.src = URL.createObjectURL(new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><title>CANARY</title><text>CANARY</text></svg>'], { type: 'image/svg+xml' }))
     box.append(frame)
     await loaded(frame)`,
  ),
  script(
    'prefix',
    `const element = document.createElementNS('urn:CANARY', 'CANARY:CANARY')
     element.setAttributeNS('urn:CANARY', 'CANARY:CANARY', 'CANARY')
     element.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:title', 'CANARY')
     box.append(element)`,
  ),
  script(
    'form-associated component',
    `const name = 'x-f' + Math.random().toString(36).replace(/[^a-z]/g, '')
     customElements.define(name, class extends HTMLElement {
       static formAssociated = true
       constructor() { super(); this.internals = this.attachInternals() }
       connectedCallback() {
         this.internals.setFormValue('CANARY')
         this.internals.ariaLabel = 'CANARY'
         this.internals.states?.add('CANARY')
         this.internals.setValidity({ customError: true }, 'CANARY', this)
       }
     })
     box.innerHTML = '<form><' + name + '></' + name + '></form>'
     await nextTask()
     box.firstChild.requestSubmit()`,
  ),
  script(
    'aria by property',
    `box.ariaLabel = 'CANARY'; box.ariaDescription = 'CANARY'; box.ariaValueText = 'CANARY'; box.title = 'CANARY'`,
  ),
  script(
    'dataset',
    `box.dataset.user = 'CANARY'; box.dataset.replayUser = 'CANARY'; box.accessKey = 'CANARY'`,
  ),
  script(
    'marker set late',
    `box.innerHTML = '<section data-record-safe><p></p></section>'
     await nextTask()
     const p = document.createElement('p')
     box.querySelector('section').append(p)
     p.textContent = 'CANARY'
     await Promise.resolve()
     p.dataset.pii = ''`,
  ),
  script(
    'moved out of a safe region',
    `box.innerHTML = '<section data-record-safe></section><section></section>'
     await nextTask()
     const p = document.createElement('p')
     p.textContent = p.title = 'CANARY'
     box.firstChild.append(p)
     box.lastChild.append(p)`,
  ),
  script(
    'mask inside safe',
    `box.innerHTML = '<section data-record-safe><p class="rr-mask" title="CANARY">CANARY</p><p data-private title="CANARY"><b data-record-safe title="CANARY">CANARY</b></p></section>'
     await nextTask()
     for (const p of box.querySelectorAll('p, b')) p.title = 'CANARY CANARY'
     box.querySelector('b').firstChild.data = 'CANARY again'`,
  ),
  script(
    'block inside safe',
    `box.innerHTML = '<section data-record-safe><p class="ph-no-capture" title="CANARY">CANARY</p></section>'
     await nextTask()
     box.querySelector('p').innerHTML = '<b title="CANARY">CANARY</b>'
     box.querySelector('p').title = 'CANARY CANARY'
     box.querySelector('p').firstChild.click()`,
  ),
  script(
    'replaced document',
    `const frame = box.appendChild(document.createElement('iframe'))
     await nextTask()
     frame.contentDocument.replaceChild(Object.assign(frame.contentDocument.createElement('html'), { title: 'CANARY', innerHTML: '<body>CANARY</body>' }), frame.contentDocument.documentElement)`,
  ),
  script(
    'registered by code',
    `CSS.registerProperty({ name: '--x' + Math.random().toString(36).slice(2), syntax: '*', inherits: false, initialValue: 'CANARY' })`,
  ),
  script(
    'properties of the root',
    `document.documentElement.style.setProperty('--user', 'CANARY')
     document.documentElement.dataset.user = 'CANARY'
     document.body.setAttribute('aria-label', 'CANARY')
     await nextTask()
     document.documentElement.style.removeProperty('--user')`,
  ),
  script(
    'rule of a property',
    `const element = box.appendChild(document.createElement('style'))
     element.textContent = '.a { color: red } @keyframes k { to { color: red } }'
     await nextTask()
     const [rule, frames] = element.sheet.cssRules
     rule.style.setProperty('--user', 'CANARY')
     frames.appendRule('from { --user: CANARY; content: "CANARY" }')
     element.sheet.insertRule(':root { --user: CANARY }')
     element.sheet.insertRule('@property --user { syntax: "*"; inherits: false; initial-value: CANARY }')`,
  ),
  script(
    'attribute style map',
    `box.attributeStyleMap.set('--user', 'CANARY'); box.style.cssText = 'CANARY: CANARY; color: CANARY'; box.setAttribute('style', 'patient: CANARY')`,
  ),
  script(
    'written by the document',
    `const frame = box.appendChild(document.createElement('iframe'))
     frame.contentDocument.write('<body title="CANARY" style="--a: CANARY"><p>CANARY<input value="CANARY">')
     await nextTask()
     frame.contentDocument.write('<p>CANARY</p><textarea>CANARY')
     frame.contentDocument.close()`,
  ),
  script(
    'highlight',
    `const range = document.createRange(); box.textContent = 'CANARY'; range.selectNodeContents(box); CSS.highlights.set('CANARY', new Highlight(range))`,
  ),
]
