import { getReplay, PlayheadConfigError, PlayheadError, start } from './index.ts'

/** What the script-tag build defines: the global `Playhead`. */
Object.assign(globalThis, { Playhead: { start, getReplay, PlayheadConfigError, PlayheadError } })
