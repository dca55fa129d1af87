import { PlayheadConfigError, PlayheadError } from './playhead-error.ts'
import { startInFrame } from './frame.ts'

/** What the script for pages in frames defines: the global `PlayheadFrame`. */
Object.assign(globalThis, {
  PlayheadFrame: { start: startInFrame, PlayheadConfigError, PlayheadError },
})
