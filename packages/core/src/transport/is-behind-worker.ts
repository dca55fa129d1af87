/**
 * Whether a service worker stands between this page and the network. With Chromium 156, a busy machine
 * and a worker just started, more than half of what pages sent as they were left had not arrived 1.5 s
 * later, and none were late without a worker: whether they still come cannot be relied on.
 */
export function isBehindWorker(): boolean {
  try {
    return Boolean(navigator.serviceWorker?.controller)
  } catch {
    // A sandboxed frame may not even ask.
    return false
  }
}
