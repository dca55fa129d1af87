/** What most visits never need, loaded by itself when it is. */
export { listenToSeldom } from './capture/listen-to-seldom.ts'
export { logSockets } from './capture/network/log-sockets.ts'
export { eraseSession } from './session/erase-session.ts'
