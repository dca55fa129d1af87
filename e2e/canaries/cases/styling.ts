import type { ScriptCase } from '../canary-case.ts'

const style = (name: string, script: string): ScriptCase => ({
  name: `styling: ${name}`,
  script,
  inSafe: 'hidden',
})

/** Styles that code makes. */
export const stylingCases: readonly ScriptCase[] = [
  style(
    'inserted rule',
    `const element = box.appendChild(document.createElement('style'))
     await nextTask()
     element.sheet.insertRule('.a::before { content: "CANARY"; --a: "CANARY" }')
     element.sheet.insertRule('[data-user="CANARY"] { background: url(/a.png?u=CANARY) }')
     element.sheet.insertRule('@media screen { p { color: red } }')
     element.sheet.cssRules[0].insertRule('b::before { content: "CANARY" }')`,
  ),
  style(
    'rule added the old way',
    `const element = box.appendChild(document.createElement('style'))
     await nextTask()
     element.sheet.addRule('[title="CANARY"]::before', 'content: "CANARY"')`,
  ),
  style(
    'property set',
    `const element = box.appendChild(document.createElement('style'))
     element.textContent = '.a { color: red }'
     await nextTask()
     const { style } = element.sheet.cssRules[0]
     style.setProperty('content', '"CANARY"')
     style.setProperty('--name', '"CANARY"')
     style.setProperty('background', 'url(/a.png?u=CANARY)')`,
  ),
  style(
    'selector changed',
    `const element = box.appendChild(document.createElement('style'))
     element.textContent = '.a { color: red }'
     await nextTask()
     element.sheet.cssRules[0].selectorText = '[data-user="CANARY"]'
     element.sheet.cssRules[0].style.content = '"CANARY"'
     element.append(' ')`,
  ),
  style(
    'adopted stylesheet',
    `const sheet = new CSSStyleSheet()
     sheet.replaceSync('.a::before { content: "CANARY" }')
     document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
     await nextTask()
     sheet.insertRule('.b::before { content: "CANARY" }')
     sheet.replaceSync('.c::before { content: "CANARY" } [data-a="CANARY"] { --b: "CANARY" }')
     await sheet.replace('.d::before { content: "CANARY" }')`,
  ),
  style(
    'text of a style element',
    `const element = box.appendChild(document.createElement('style'))
     await nextTask()
     element.textContent = '.a::before { content: "CANARY" }'
     await nextTask()
     element.firstChild.data = '.b::before { content: "CANARY" } /* CANARY */'`,
  ),
  style(
    'inline properties',
    `await nextTask()
     box.style.setProperty('--user', '"CANARY"')
     box.style.setProperty('--plain', 'CANARY')
     box.style.backgroundImage = 'url("/a.png?u=CANARY")'
     box.style.content = '"CANARY"'
     box.style.fontFamily = '"CANARY"'
     box.style.cssText += '; view-transition-name: CANARY'`,
  ),
  style(
    'stylesheet by a blob',
    `const link = Object.assign(document.createElement('link'), { rel: 'stylesheet' })
     link.href = URL.createObjectURL(new Blob(['p::before { content: "CANARY" }'], { type: 'text/css' }))
     box.append(link)
     await loaded(link)`,
  ),
  style(
    'font by code',
    `const font = new FontFace('CANARY', 'url(/missing.woff2?u=CANARY)')
     document.fonts.add(font)
     await font.load().catch(() => undefined)`,
  ),
  style(
    'animation by code',
    `box.animate([{ content: '"CANARY"' }, { content: '"b"' }], { duration: 1, id: 'CANARY' })`,
  ),
]
