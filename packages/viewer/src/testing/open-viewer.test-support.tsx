import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect } from 'vitest'
import { App } from '../app/app.tsx'
import '../styles/index.css'
import type { ServedSessions } from './serve-sessions.test-support.ts'

let root: Root | null = null
const own = location.href

afterEach(() => {
  root?.unmount()
  root = null
  document.body.innerHTML = ''
  history.replaceState(null, '', own)
})

/** Opens the viewer at an address below its base path, as the server would serve it. */
export function openViewer(
  path: string,
  served: ServedSessions,
  { basePath = '/api/replay' } = {},
): void {
  history.replaceState(null, '', `${basePath}${path}`)
  const element = document.body.appendChild(document.createElement('div'))
  root = createRoot(element)
  root.render(<App basePath={basePath} fetch={served.fetch} />)
}

/** The window is looked at again, which makes the viewer ask for news at once. */
export function comeBack(): void {
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Waits for an outcome as long as a busy machine may need. */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 20_000 })
}
