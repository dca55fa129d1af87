export type { ConsentReceiver, FollowOptions } from './consent/follow.ts'
export { followGoogleConsent, type GoogleConsentOptions } from './consent/google-consent.ts'
export { followGpp, type GppOptions } from './consent/gpp.ts'
export { followTcf, type TcfOptions } from './consent/tcf.ts'
