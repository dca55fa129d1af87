/*
 * How elements say what may be read of them: our own attributes, and those of other tools that stand in
 * applications already. Of others only what closes counts: an application that showed something to one
 * tool has not shown it to us.
 */
const safe = ['[data-record-safe]', '[data-replay="safe"]']

const mask = [
  '[data-replay="mask"]',
  '[data-pii]:not([data-pii="false"])',
  '[data-sensitive]:not([data-sensitive="false"])',
  '[data-private]:not([data-private="false"])',
  // rrweb, Sentry, PostHog, FullStory, Datadog, Highlight, Amplitude, Mixpanel
  '.rr-mask',
  '.sentry-mask',
  '[data-sentry-mask]',
  '.ph-mask',
  '.ph-sensitive',
  '.fs-mask',
  '.fs-mask-without-consent',
  '[data-dd-privacy^="mask"]',
  '.dd-privacy-mask',
  '.highlight-mask',
  '.amp-mask',
  '.mp-mask',
  // Clarity, Hotjar, OpenReplay, Heap
  '[data-clarity-mask]',
  '[data-hj-suppress]',
  '[data-hj-masked]',
  '[data-openreplay-obscured]',
  '[data-openreplay-masked]',
  '[data-heap-redact-text]',
]

const block = [
  '[data-replay="block"]',
  '.rr-block',
  '.sentry-block',
  '[data-sentry-block]',
  '.ph-no-capture',
  '.fs-exclude',
  '.fs-exclude-without-consent',
  '.fs-block',
  '[data-dd-privacy="hidden"]',
  '.dd-privacy-hidden',
  '.highlight-block',
  '.amp-block',
  '.mp-block',
  '._lr-hide',
  '[data-openreplay-hidden]',
  '.smartlook-hide',
]

const ignore = ['[data-replay="ignore"]', '.rr-ignore', '.sentry-ignore', '[data-sentry-ignore]']

export const markers = {
  safe: safe.join(','),
  mask: mask.join(','),
  block: block.join(','),
  ignore: ignore.join(','),
}
