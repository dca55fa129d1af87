import type { ScriptCase } from '../canary-case.ts'

const entered = (name: string, script: string): ScriptCase => ({
  name: `entering: ${name}`,
  script,
  inSafe: 'hidden',
})

/** That a field was a password's is known only to who was there. */
const live = (name: string, script: string): ScriptCase => ({
  ...entered(name, script),
  isLive: true,
})

/** Tells the page what a person's keys and choices would. */
const tell = `for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }))`

/** How values get into fields, and out of them again. */
export const enteringCases: readonly ScriptCase[] = [
  ...['text', 'search', 'tel', 'url', 'email', 'password', 'hidden'].map((type) =>
    entered(
      `set by code, ${type}`,
      `const field = Object.assign(document.createElement('input'), { type: '${type}' })
       box.append(field)
       await nextTask()
       field.value = 'CANARY'
       ${tell}`,
    ),
  ),
  entered(
    'set before it is in the page',
    `const field = Object.assign(document.createElement('input'), { value: 'CANARY', defaultValue: 'CANARY' })
     box.append(field)`,
  ),
  entered(
    'default value of a textarea',
    `const field = box.appendChild(document.createElement('textarea'))
     await nextTask()
     field.defaultValue = 'CANARY'
     field.form?.reset()`,
  ),
  entered(
    'textarea',
    `const field = box.appendChild(document.createElement('textarea'))
     await nextTask()
     field.value = 'CANARY'
     ${tell}
     field.setRangeText('CANARY', 0, 2, 'select')
     field.textContent = 'CANARY'`,
  ),
  entered(
    'command',
    `const field = box.appendChild(document.createElement('input'))
     field.focus()
     document.execCommand('insertText', false, 'CANARY')
     await nextTask()
     field.select()
     document.dispatchEvent(new Event('selectionchange'))`,
  ),
  entered(
    'command in editable text',
    `box.innerHTML = '<div contenteditable></div>'
     box.firstChild.focus()
     document.execCommand('insertHTML', false, '<b title="CANARY">CANARY</b>')
     await nextTask()
     document.execCommand('bold')`,
  ),
  entered(
    'editable text changed by code',
    `box.innerHTML = '<div contenteditable><p>a</p></div>'
     await nextTask()
     box.querySelector('p').firstChild.data = 'CANARY'
     box.querySelector('p').title = 'CANARY'`,
  ),
  entered(
    'text that becomes editable',
    `box.innerHTML = '<div>a</div>'
     await nextTask()
     box.firstChild.contentEditable = 'true'
     box.firstChild.textContent = 'CANARY'`,
  ),
  entered(
    'password that is shown',
    `const field = Object.assign(document.createElement('input'), { type: 'password' })
     box.append(field)
     await nextTask()
     field.value = 'CANARY'
     ${tell}
     field.type = 'text'
     field.setAttribute('value', 'CANARY')
     ${tell}`,
  ),
  live(
    'password that is shown, marked as safe',
    `box.innerHTML = '<input type="password" data-record-safe>'
     const field = box.firstChild
     await nextTask()
     field.value = 'CANARY'
     field.type = 'text'
     await nextTask()
     ${tell}`,
  ),
  entered(
    'password that was shown from the start, marked as safe',
    `box.innerHTML = '<input type="text" autocomplete="current-password" data-record-safe>'
     const field = box.firstChild
     await nextTask()
     field.value = 'CANARY'
     ${tell}`,
  ),
  entered(
    'password that is cloned as text',
    `box.innerHTML = '<input type="password" data-record-safe>'
     await nextTask()
     const field = Object.assign(box.firstChild.cloneNode(), { type: 'text' })
     field.id = 'password'
     box.append(field)
     field.value = 'CANARY'
     ${tell}`,
  ),
  entered(
    'choice',
    `box.innerHTML = '<select><option>a</option><option value="CANARY">CANARY</option></select>'
     const field = box.firstChild
     await nextTask()
     field.selectedIndex = 1
     ${tell}`,
  ),
  entered(
    'choice by value',
    `box.innerHTML = '<select multiple><option value="CANARY">a</option></select>'
     const field = box.firstChild
     await nextTask()
     field.value = 'CANARY'
     field.add(new Option('CANARY', 'CANARY', true, true))
     ${tell}`,
  ),
  entered(
    'option changed',
    `box.innerHTML = '<select><optgroup label="a"><option>a</option></optgroup></select>'
     await nextTask()
     const option = box.querySelector('option')
     option.textContent = 'CANARY'
     option.label = 'CANARY'
     option.value = 'CANARY'
     box.querySelector('optgroup').label = 'CANARY'`,
  ),
  entered(
    'ticks',
    `box.innerHTML = '<input type="checkbox"><input type="radio" name="plan">'
     await nextTask()
     for (const field of box.children) {
       field.value = 'CANARY'
       field.checked = true
       ${tell}
     }`,
  ),
  entered(
    'suggestion',
    `box.innerHTML = '<input list="l"><datalist id="l"></datalist>'
     await nextTask()
     box.lastChild.innerHTML = '<option value="CANARY" label="CANARY">CANARY</option>'
     const field = box.firstChild
     field.value = 'CANARY'
     ${tell}`,
  ),
  entered(
    'file',
    `const field = Object.assign(document.createElement('input'), { type: 'file' })
     box.append(field)
     const files = new DataTransfer()
     files.items.add(new File(['CANARY'], 'CANARY.pdf'))
     await nextTask()
     field.files = files.files
     ${tell}`,
  ),
  entered(
    'file, marked as safe',
    `box.innerHTML = '<input type="file" data-record-safe>'
     const field = box.firstChild
     const files = new DataTransfer()
     files.items.add(new File(['CANARY'], 'CANARY.pdf'))
     field.files = files.files
     ${tell}`,
  ),
  entered(
    'hidden field, marked as safe',
    `box.innerHTML = '<input type="hidden" data-record-safe value="CANARY">'
     await nextTask()
     box.firstChild.value = 'CANARY'`,
  ),
  entered(
    'field in a shadow tree',
    `const root = box.attachShadow({ mode: 'open' })
     root.innerHTML = '<input>'
     const field = root.firstChild
     await nextTask()
     field.value = 'CANARY'
     field.focus()
     ${tell}`,
  ),
  entered(
    'meter, progress and output',
    `box.innerHTML = '<meter></meter><progress></progress><output data-replay="mask"></output>'
     await nextTask()
     for (const part of box.children) part.setAttribute('value', 'CANARY')
     box.lastChild.textContent = 'CANARY'`,
  ),
  entered(
    'validation',
    `const field = box.appendChild(document.createElement('input'))
     field.setCustomValidity('CANARY is not valid')
     field.reportValidity()`,
  ),
]
