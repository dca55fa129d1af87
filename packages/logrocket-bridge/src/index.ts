export {
  type LogRocketReplay,
  type LogRocketReplayOptions,
  logRocketReplay,
  type SessionLinks,
} from './logrocket-replay.ts'
export type {
  LogRocketHeaders,
  LogRocketInstance,
  LogRocketRequest,
  LogRocketResponse,
} from './logrocket-shapes.ts'
export { type LogRocketPrivacy, toLogRocketOptions } from './to-logrocket-options.ts'
