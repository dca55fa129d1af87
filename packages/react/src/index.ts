export { answerConsent, ConsentBanner, type ConsentBannerProps } from './consent-banner.tsx'
export { Block, Mask, RecordSafe, type MarkerProps } from './markers.tsx'
export { PrivacyOverlay, type PrivacyOverlayProps } from './privacy-overlay.tsx'
export type { RecordStoreOptions } from './record-store.ts'
export { replayReduxMiddleware } from './redux.ts'
export {
  ReplayErrorBoundary,
  type ReplayErrorBoundaryProps,
  type ReplayFallbackProps,
} from './replay-error-boundary.tsx'
export type { ReplayHandle } from './replay-handle.ts'
export { ReplayProvider, type ReplayProviderProps } from './replay-provider.tsx'
export { replayRootOptions, type RootErrorHandlers } from './replay-root-options.ts'
export {
  type ReactRouterLike,
  type TanStackRouterLike,
  toNextRoute,
  trackReactRouter,
  trackTanStackRouter,
  useReplayRoute,
} from './routes.ts'
export { useReplay } from './use-replay.ts'
export { useReplayError } from './use-replay-error.ts'
export { useReplayState } from './use-replay-state.ts'
export { replayZustand, type ZustandCreator } from './zustand.ts'
