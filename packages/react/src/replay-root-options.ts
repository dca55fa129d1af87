'use client'

import { digestOf, type ErrorPlace, recordError } from './record-error.ts'

interface RootErrorInfo {
  componentStack?: string | undefined
}

type Handler = (error: unknown, info: RootErrorInfo) => void

/** The error callbacks of `createRoot` and `hydrateRoot`. */
export interface RootErrorHandlers {
  onCaughtError?: Handler
  onUncaughtError?: Handler
  onRecoverableError?: Handler
}

/**
 * Options for `createRoot` and `hydrateRoot` of React 19: errors are recorded with the stack of
 * components, then handed to the application's own callback. Where it has none, they are reported as
 * React does without options: caught ones to the console, others to the window.
 *
 * @example
 * createRoot(root, replayRootOptions({ onUncaughtError: showCrash })).render(<App />)
 */
export function replayRootOptions<Options extends RootErrorHandlers>(
  options?: Options,
): Omit<Options, keyof RootErrorHandlers> & Required<RootErrorHandlers>
export function replayRootOptions(own: RootErrorHandlers = {}): Required<RootErrorHandlers> {
  const handle =
    (react: ErrorPlace['react'], handler: Handler): Handler =>
    (error, info) => {
      const part = react === 'recoverable' && isHydration(error) ? 'hydration' : react
      recordError(error, {
        react: part,
        componentStack: info.componentStack,
        digest: digestOf(error),
      })
      handler(error, info)
    }
  return {
    ...own,
    onCaughtError: handle('caught', own.onCaughtError ?? ((error) => console.error(error))),
    onUncaughtError: handle('uncaught', own.onUncaughtError ?? reportToWindow),
    onRecoverableError: handle('recoverable', own.onRecoverableError ?? reportToWindow),
  }
}

/** As React's `reportGlobalError`. The recorder hears it there too, and counts it as told before. */
function reportToWindow(error: unknown): void {
  if (typeof reportError === 'function') reportError(error)
  else console.error(error)
}

/** React's words, in development and in its production messages (418, 423 and 425). */
function isHydration(error: unknown): boolean {
  return (
    error instanceof Error && /hydrat|Minified React error #4(?:18|2[1-5])/i.test(error.message)
  )
}
