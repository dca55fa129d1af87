import { withPlayhead } from '@playhead/next/config'
import type { NextConfig } from 'next'

const nextConfig: NextConfig = { poweredByHeader: false }

export default withPlayhead(nextConfig, {
  endpoint: '/api/replay',
  release: 'roost@1.0.0',
  annotateComponents: true,
  // One of the bugs to find is in the checkout. By default no page with card fields is recorded at all;
  // where it is, what is typed into them still never leaves the browser.
  privacy: { allowPaymentPages: true },
})
