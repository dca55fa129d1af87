/*
 * The browser's own functions, kept while this module is evaluated: before the application, or another
 * monitoring tool, wraps them. Undefined where there is no browser.
 */
export const nativeFetch: typeof fetch | undefined = globalThis.fetch?.bind(globalThis)

export const nativeBeacon: ((url: string, body: Blob) => boolean) | undefined =
  typeof navigator !== 'undefined' && 'sendBeacon' in navigator
    ? navigator.sendBeacon.bind(navigator)
    : undefined
