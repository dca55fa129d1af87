/**
 * Whether a service worker stands between this page and the network. Chromium (156) then forgets beacons
 * and keepalive requests that the worker has not seen when their page is gone: of reloads with a worker
 * just started, more than half lost theirs.
 */
export function isBehindWorker(): boolean {
  try {
    return Boolean(navigator.serviceWorker?.controller)
  } catch {
    // A sandboxed frame may not even ask.
    return false
  }
}
