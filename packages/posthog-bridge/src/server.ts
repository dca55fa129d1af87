export {
  type ForwardToPostHogOptions,
  forwardToPostHog,
  type PostHogServerClient,
} from './forward-to-posthog.ts'
