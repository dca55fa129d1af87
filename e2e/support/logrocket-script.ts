/*
 * What LogRocket's package loads from LogRocket's network is not on npm. This stands in for it: it posts
 * what the package hands to it, and answers as LogRocket documents.
 */
export const logRocketSession = 'https://app.logrocket.com/acme/shop/s/5-1/0?t=1'

export const logRocketScript = `
const { serverURL } = window.__SDKCONFIG__
window._LRLogger = class {
  tell(call, ...args) { navigator.sendBeacon(serverURL, JSON.stringify([call, ...args])) }
  init(app, options) { this.options = options; this.tell('init', app, options.dom) }
  addEvent(type, get) { this.tell(type, get(this.options)) }
  track(...args) { this.tell('track', ...args) }
  identify(...args) { this.tell('identify', ...args) }
  getSessionURL(callback) { callback(${JSON.stringify(logRocketSession)}) }
  uninstall() {}
}`
