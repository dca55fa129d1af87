import { getReplay, start } from '@playhead/core'
import * as Sentry from 'sentry-11'
import { sentryReplay } from './index.ts'

/** What the tests find in the page. `sentry-11` is whichever version the page was built with. */
const lab = { Sentry, sentryReplay, start, getReplay }

export type LabPage = typeof lab

Object.assign(window, { lab })
