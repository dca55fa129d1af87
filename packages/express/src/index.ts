export { getReplayContext, replayContext, type ReplayContextOptions } from './replay-context.ts'
export { replayErrorHandler } from './replay-error-handler.ts'
export { toExpress } from './to-express.ts'
