/*
 * Runs before the page's own scripts, in every frame: afterwards nobody can reach a closed shadow root,
 * and a session that was not drawn is not recorded.
 */
const closedRoots = new WeakMap<Element, ShadowRoot>()
Object.assign(globalThis, { playheadAuditRoots: closedRoots })

const { attachShadow } = Element.prototype
Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
  const root: ShadowRoot = Reflect.apply(attachShadow, this, [init])
  if (init.mode === 'closed') closedRoots.set(this, root)
  return root
}

try {
  const key = 'playhead.session'
  if (window.top === window && localStorage.getItem(key) === null) {
    localStorage.setItem(key, JSON.stringify(drawnSession()))
  }
} catch {
  // No storage in this page, so its recording draws for itself.
}

/** As core keeps it (session/session.ts), already drawn. */
function drawnSession(): object {
  const now = Date.now()
  const hex = (): string => crypto.randomUUID().replaceAll('-', '')
  return {
    id: hex(),
    startedAt: now,
    activeAt: now,
    activeTab: null,
    mode: 'record',
    sentBytes: 0,
    secret: hex(),
    reason: 'playhead audit',
  }
}
