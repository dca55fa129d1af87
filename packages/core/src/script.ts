import { getReplay, PlayheadConfigError, PlayheadError, replayContext, start } from './index.ts'

/** What the script-tag build defines: the global `Playhead`. */
Object.assign(globalThis, {
  Playhead: { start, getReplay, replayContext, PlayheadConfigError, PlayheadError },
})
