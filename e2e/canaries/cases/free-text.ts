import type { ScriptCase } from '../canary-case.ts'

/** A person enters it somewhere, and then the application speaks of it. */
const spoken = (name: string, script: string): ScriptCase => ({
  name: `spoken of: ${name}`,
  script: `box.innerHTML = '<input>'
    box.firstChild.value = 'CANARY'
    box.firstChild.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTask()
    ${script}`,
  inSafe: 'hidden',
})

/** Structure that the console shows of what it is given, and no content. */
const printed = (name: string, script: string): ScriptCase => ({
  name: `console: ${name}`,
  script,
  inSafe: 'hidden',
})

/**
 * Text that is kept because somebody has to read it. What a detector knows is taken out, see
 * detectors.e2e.test.ts; so is what the page holds in its fields.
 */
export const freeTextCases: readonly ScriptCase[] = [
  {
    ...printed(
      'element',
      `box.innerHTML = '<p title="CANARY">CANARY</p>'; console.log(box, box.firstChild)`,
    ),
    // Not in the console, but in the page.
    inSafe: 'shown',
  },
  printed('map and set', `console.log(new Map([['CANARY', 'CANARY']]), new Set(['CANARY']))`),
  printed('function', `console.log(function CANARY() { return 'CANARY' }, class CANARY {})`),
  printed('expression', `console.log(/CANARY/)`),
  printed(
    'getter',
    `console.log({ get user() { return 'CANARY' }, toJSON: () => 'CANARY', toString: () => 'CANARY' })`,
  ),
  printed('deep', `console.log({ a: { b: { c: { d: 'CANARY' } } } })`),
  printed('bytes', `console.log(new TextEncoder().encode('CANARY'))`),
  printed('event', `console.log(new MessageEvent('message', { data: 'CANARY' }))`),
  printed(
    'form data',
    `const data = new FormData(); data.append('a', 'CANARY'); console.log(data)`,
  ),
  printed(
    'URL',
    `console.log(new URL('https://x.test/?u=CANARY'), new URLSearchParams({ u: 'CANARY' }))`,
  ),
  printed('text of a URL', `console.log('GET https://x.test/users/CANARY?u=CANARY#CANARY failed')`),
  printed('text of a path', `console.log('GET /api/users/CANARY/orders?u=CANARY failed')`),
  printed(
    'named value',
    `console.log({ firstName: 'CANARY', password: 'CANARY', email: 'CANARY', address: 'CANARY' })`,
  ),
  printed(
    'named value in text',
    `console.log('password: CANARY, last_name="CANARY", {"phone":"CANARY"}')`,
  ),
  printed('named by the argument before', `console.log('email', 'CANARY', 'last name:', 'CANARY')`),
  printed(
    'named value in an event',
    `replay.track('sent', { email: 'CANARY', customer: { firstName: 'CANARY', address: ['CANARY'] } })`,
  ),
  printed(
    'named value in traits, flags and the context of an error',
    `replay.identify('user-1', { email: 'CANARY' })
    replay.setFlags({ email: 'CANARY' })
    replay.captureError(new Error('failed'), { street: 'CANARY' })`,
  ),
  {
    name: 'spoken of: the name of a file',
    script: `box.innerHTML = '<input type="file">'
      const chosen = new DataTransfer()
      chosen.items.add(new File(['a'], 'CANARY.pdf'))
      box.firstChild.files = chosen.files
      box.firstChild.dispatchEvent(new Event('change', { bubbles: true }))
      await nextTask()
      console.log('sending CANARY.pdf', { q: 'CANARY.pdf' })
      replay.track('chosen', { q: 'CANARY.pdf' })`,
    inSafe: 'hidden',
  },
  printed(
    'timer',
    `console.time('CANARY'); console.timeLog('CANARY', 'CANARY'); console.timeEnd('CANARY')`,
  ),
  spoken('console', `console.log('hello CANARY', { q: 'CANARY' })`),
  spoken(
    'console, table',
    `console.table([{ q: 'CANARY' }]); console.count('CANARY'); console.group('CANARY'); console.groupEnd()`,
  ),
  spoken('console, upper case', `console.warn('hello ' + 'CANARY'.toUpperCase())`),
  spoken('console, encoded', `console.log('q=' + encodeURIComponent('CANARY'))`),
  spoken(
    'console, after the field is gone',
    `box.replaceChildren(); await nextTask(); console.error('sent CANARY')`,
  ),
  spoken('error', `reportError(new Error('no such user: CANARY'))`),
  spoken(
    'cause',
    `reportError(new Error('failed', { cause: new Error('CANARY', { cause: 'CANARY' }) }))`,
  ),
  spoken(
    'many errors',
    `reportError(new AggregateError([new Error('CANARY'), 'CANARY'], 'CANARY'))`,
  ),
  spoken('name of an error', `reportError(Object.assign(new Error('a'), { name: 'CANARY' }))`),
  spoken(
    'rejection',
    `Promise.reject({ user: 'CANARY' }); Promise.reject(new Error('CANARY')); await nextTask()`,
  ),
  spoken(
    'reported error',
    `replay.captureError(new Error('CANARY'), { user: 'CANARY', CANARY: 1 })`,
  ),
  spoken('event', `replay.track('searched CANARY', { q: 'CANARY', CANARY: ['CANARY'] })`),
  spoken('traits', `replay.identify('user-1', { q: 'CANARY' })`),
  spoken('flags', `replay.setFlags({ CANARY: 'CANARY' })`),
  spoken(
    'link',
    `replay.link({ tool: 'tracker', subject: 'error', id: '1', status: 'confirmed', url: 'https://x.test/?u=CANARY', title: 'CANARY' })`,
  ),
  spoken('address of the page', `history.pushState(null, '', '/find/CANARY')`),
  spoken('request', `await fetch('/find/CANARY')`),
  spoken('request, encoded', `await fetch('/find/' + encodeURIComponent('CANARY'))`),
]
