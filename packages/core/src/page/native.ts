/**
 * The browser's own, kept while this module is evaluated: before the application, or another monitoring
 * tool, wraps it.
 */
export const nativeFetch: typeof fetch = globalThis.fetch?.bind(globalThis)
