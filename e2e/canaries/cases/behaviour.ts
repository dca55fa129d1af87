import type { ScriptCase } from '../canary-case.ts'

const unseen = (name: string, script: string, isName = false): ScriptCase => ({
  name: `behaviour: ${name}`,
  script,
  isName,
  inSafe: 'hidden',
})

/** It also puts a text into the page, which shows where that is safe. */
const written = (name: string, script: string): ScriptCase => ({
  ...unseen(name, script),
  inSafe: 'either',
})

/** What the page does: requests, moves, storage. Nothing of a content is on the timeline. */
export const behaviourCases: readonly ScriptCase[] = [
  unseen(
    'title',
    `document.title = 'CANARY'
     await nextTask()
     document.title = 'Shop'`,
  ),
  unseen('query of the page', `history.pushState(null, '', '?q=CANARY&CANARY')`),
  unseen('fragment of the page', `location.hash = 'CANARY'; await nextTask()`),
  unseen('path of the page', `history.pushState(null, '', '/users/CANARY/orders')`),
  unseen('id in the path of the page', `history.pushState(null, '', '/o/CANARY')`, true),
  unseen(
    'replaced address',
    `history.replaceState(null, '', '/search/CANARY?CANARY=1#CANARY')`,
    true,
  ),
  unseen('state of the history', `history.pushState({ user: 'CANARY' }, 'CANARY', '/')`),
  unseen(
    'way back',
    `history.pushState(null, '', '/?back=CANARY')
     history.pushState(null, '', '/')
     history.back()
     await new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))`,
  ),
  unseen('name of the window', `window.name = 'CANARY'`),
  unseen('cookie', `document.cookie = 'user=CANARY'`),
  unseen(
    'storage',
    `localStorage.setItem('CANARY', 'CANARY'); sessionStorage.setItem('u', 'CANARY')`,
  ),
  unseen('request, query', `await fetch('/missing?u=CANARY#CANARY')`),
  unseen('request, path', `await fetch('/api/users/CANARY/orders')`),
  unseen('request, id in the path', `await fetch('/api/orders/CANARY')`, true),
  unseen('request, relative', `await fetch('?CANARY')`),
  unseen(
    'request, credentials',
    `await fetch('http://CANARY:CANARY@127.0.0.1:1/').catch(() => undefined)`,
  ),
  unseen('request, host', `await fetch('http://CANARY.invalid/').catch(() => undefined)`, true),
  unseen('request, data', `await fetch('data:text/plain,CANARY')`),
  unseen(
    'request, headers',
    `await fetch('/missing', { headers: { authorization: 'Bearer CANARY', 'x-user': 'CANARY', CANARY: '1' } })`,
  ),
  unseen('request, method', `await fetch('/missing', { method: 'CANARY' }).catch(() => undefined)`),
  unseen('request, body', `await fetch('/missing', { method: 'POST', body: 'CANARY' })`),
  unseen(
    'request, json',
    `await fetch('/missing', { method: 'POST', body: JSON.stringify({ query: 'CANARY', user: 'CANARY' }) })`,
  ),
  unseen(
    'request, forms',
    `const form = new FormData()
     form.append('CANARY', 'CANARY')
     await fetch('/missing', { method: 'POST', body: form })
     await fetch('/missing', { method: 'POST', body: new URLSearchParams({ CANARY: 'CANARY' }) })
     await fetch(new Request('/missing', { method: 'PUT', body: new Blob(['CANARY']) }))`,
  ),
  unseen(
    'request, GraphQL',
    `await fetch('/graphql?variables=CANARY', { method: 'POST', body: JSON.stringify({
       operationName: 'Orders', query: 'query Orders($u: ID) { a(u: "CANARY") }', variables: { u: 'CANARY' } }) })`,
  ),
  unseen(
    'request, name of an operation that is data',
    `await fetch('/graphql', { method: 'POST', body: JSON.stringify({ operationName: 'CANARY', query: 'query CANARY { a }' }) })`,
    true,
  ),
  unseen(
    'request, trace',
    `await fetch('/missing', { headers: { baggage: 'user=CANARY', tracestate: 'a=CANARY' } })`,
  ),
  unseen(
    'request, XMLHttpRequest',
    `const xhr = new XMLHttpRequest()
     xhr.open('POST', '/missing?u=CANARY', true, 'CANARY', 'CANARY')
     xhr.setRequestHeader('x-token', 'CANARY')
     const end = new Promise((resolve) => xhr.addEventListener('loadend', resolve))
     xhr.send('CANARY')
     await end`,
  ),
  unseen('response', `await (await fetch('/answer?u=CANARY')).text()`),
  unseen('beacon', `navigator.sendBeacon('/missing?u=CANARY', 'CANARY')`),
  unseen(
    'socket',
    `const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket?u=CANARY', ['CANARY'])
     await new Promise((resolve) => socket.addEventListener('close', resolve))
     socket.send('CANARY')`,
  ),
  unseen(
    'stream',
    `const source = new EventSource('/missing?u=CANARY')
     await new Promise((resolve) => source.addEventListener('error', resolve))
     source.close()`,
  ),
  unseen('blob', `await fetch(URL.createObjectURL(new Blob(['CANARY'])))`),
  unseen(
    'marks',
    `performance.mark('CANARY', { detail: 'CANARY' }); performance.measure('CANARY')`,
  ),
  unseen(
    'channels',
    `new BroadcastChannel('CANARY').postMessage('CANARY')
     postMessage({ user: 'CANARY' }, '*')
     dispatchEvent(new CustomEvent('CANARY', { detail: 'CANARY' }))`,
  ),
  written('selection', `box.textContent = 'CANARY'; getSelection().selectAllChildren(box)`),
  unseen(
    'clipboard',
    `const clipboardData = new DataTransfer()
     clipboardData.setData('text/plain', 'CANARY')
     for (const type of ['copy', 'cut', 'paste'])
       box.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true }))`,
  ),
  unseen(
    'drag',
    `const dataTransfer = new DataTransfer()
     dataTransfer.setData('text/plain', 'CANARY')
     for (const type of ['dragstart', 'drop', 'dragend'])
       box.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true }))`,
  ),
  unseen(
    'keys',
    `for (const key of 'CANARY') box.dispatchEvent(new KeyboardEvent('keydown', { key, code: 'CANARY', bubbles: true }))
     box.dispatchEvent(new InputEvent('input', { data: 'CANARY', bubbles: true }))`,
  ),
  written(
    'canvas',
    `box.append(document.createElement('canvas'))
     box.firstChild.getContext('2d').fillText('CANARY', 0, 9)
     box.firstChild.setAttribute('title', 'CANARY')`,
  ),
  written(
    'picture that does not load',
    `const image = Object.assign(new Image(), { src: '/users/CANARY.png?u=CANARY', alt: 'CANARY' })
     box.append(image)
     await failed(image)`,
  ),
  unseen(
    'script that does not load',
    `const script = Object.assign(document.createElement('script'), { src: '/js/app.js?u=CANARY#CANARY' })
     box.append(script)
     await failed(script)`,
  ),
  unseen(
    'subtitles',
    `const video = box.appendChild(document.createElement('video'))
     const track = video.addTextTrack('captions', 'CANARY', 'en')
     track.addCue(new VTTCue(0, 1, 'CANARY'))`,
  ),
  unseen(
    'media session',
    `navigator.mediaSession.metadata = new MediaMetadata({ title: 'CANARY', artist: 'CANARY' })`,
  ),
  unseen(
    'printing',
    `document.title = 'CANARY'
     dispatchEvent(new Event('beforeprint'))
     dispatchEvent(new Event('afterprint'))
     document.title = 'Shop'`,
  ),
  unseen(
    'policy violation',
    `document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {
       blockedURI: 'https://x.test/?u=CANARY', documentURI: 'https://x.test/?u=CANARY', referrer: 'https://x.test/?u=CANARY',
       violatedDirective: 'img-src', effectiveDirective: 'img-src', originalPolicy: 'CANARY', sample: 'CANARY',
       sourceFile: 'https://x.test/?u=CANARY', disposition: 'enforce', statusCode: 200 }))`,
  ),
  unseen(
    'policy violation, made up',
    `document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {
       blockedURI: 'CANARY', documentURI: 'a', violatedDirective: 'CANARY', effectiveDirective: 'CANARY',
       originalPolicy: 'a', disposition: 'enforce', statusCode: 200 }))`,
  ),
  written(
    'transition',
    `const transition = document.startViewTransition(() => { box.textContent = 'CANARY' })
     await transition.finished.catch(() => undefined)`,
  ),
  unseen(
    'long frame',
    `const script = document.createElement('script')
     script.textContent = 'const until = performance.now() + 60; while (performance.now() < until);\\n//# sourceURL=/js/a.js?u=CANARY'
     box.append(script)
     await nextTask()`,
  ),
]
