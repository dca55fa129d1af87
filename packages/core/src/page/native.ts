/**
 * The browser's own, kept while this module is evaluated: before the application, or another monitoring
 * tool, wraps it. Undefined where there is no browser.
 */
export const nativeFetch: typeof fetch | undefined = globalThis.fetch?.bind(globalThis)
