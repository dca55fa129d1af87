import { getReplay, start } from '@playhead/core'
import {
  captureEvent,
  captureException,
  captureFeedback,
  flush,
  getClient,
  init,
  makeBrowserOfflineTransport,
  makeFetchTransport,
  replayIntegration,
  withIsolationScope,
  withScope,
} from 'sentry-11'
import { sentryReplay } from './index.ts'

/** By name, so that the rest of the SDK is not loaded again for each test. */
const Sentry = {
  captureEvent,
  captureException,
  captureFeedback,
  flush,
  getClient,
  init,
  makeBrowserOfflineTransport,
  makeFetchTransport,
  replayIntegration,
  withIsolationScope,
  withScope,
}

/** What the tests find in the page. `sentry-11` is whichever version the page was built with. */
const lab = { Sentry, sentryReplay, start, getReplay }

export type LabPage = typeof lab

Object.assign(window, { lab })
