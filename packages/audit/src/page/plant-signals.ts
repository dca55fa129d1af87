import { getReplay } from '@playhead/core'
import type { Channel } from '../channels.ts'
import { drag } from './interact.ts'
import type { Garden } from './planted.ts'
import { word } from './token.ts'

/*
 * Console, errors and events of the application are recorded as they are but for what the detectors know,
 * so what is planted here is what they have to find: the part of a mail address before the @, which no
 * other rule would hide. Canaries of other channels that turn up here were put there by the page's own
 * code.
 */

/** @param path of the audit's own: nothing that is sent there reaches a server. */
export async function plantSignals({ plant }: Garden, path: string): Promise<void> {
  const put = (channel: Channel, act: (mail: string, canary: string) => void): void => {
    const canary = word()
    plant(channel, canary, null, () => act(`${canary}@audit.example`, canary))
  }
  put('console', (mail) => console.log('playhead audit', mail))
  put('console', (mail) => console.warn({ playhead: { audit: mail } }))
  put('error', (mail) => window.dispatchEvent(errorEvent(`playhead audit: ${mail}`)))
  put('custom', (mail) => getReplay()?.track('playhead audit', { mail, deep: [{ mail }] }))
  put('interaction', (_, canary) => drag(canary))
  put('storage', (_, canary) => localStorage.setItem('playhead-audit', canary))
  put('storage', (_, canary) => sessionStorage.setItem('playhead-audit', canary))
  put('page-url', (_, canary) => {
    const url = new URL(location.href)
    url.searchParams.set('playhead-audit', canary)
    history.replaceState(history.state, '', url)
  })
  for (const name of new Set(new URL(location.href).searchParams.keys())) {
    put('page-url', (_, canary) => {
      const url = new URL(location.href)
      url.searchParams.set(name, canary)
      history.replaceState(history.state, '', url)
    })
  }
  put('page-url', (_, canary) => {
    if (location.hash === '') history.replaceState(history.state, '', `#${canary}`)
  })
  put('socket', (_, canary) => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${path}?name=${canary}`)
    socket.addEventListener('open', () => socket.send(canary))
  })
  await plantRequests(put, path)
}

async function plantRequests(
  put: (channel: Channel, act: (mail: string, canary: string) => void) => void,
  path: string,
): Promise<void> {
  const answers: Promise<unknown>[] = []
  const send = (url: string, init?: RequestInit): void => {
    answers.push(fetch(url, init).then((answer) => answer.text()))
  }
  put('request', (_, canary) => send(`${path}?name=${canary}`))
  put('request', (_, canary) => send(path, { headers: { authorization: `Bearer ${canary}` } }))
  put('request', (_, canary) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: canary }),
    }),
  )
  put('request', (_, canary) => {
    const request = new XMLHttpRequest()
    answers.push(new Promise((resolve) => request.addEventListener('loadend', resolve)))
    request.open('PUT', `${path}?name=${canary}`)
    request.send(canary)
  })
  put('request', (_, canary) => navigator.sendBeacon(path, canary))
  // The policy of the page may forbid them; what is recorded then counts all the same.
  await Promise.allSettled(answers)
}

function errorEvent(message: string): ErrorEvent {
  return new ErrorEvent('error', { message, error: new Error(message), filename: location.href })
}
