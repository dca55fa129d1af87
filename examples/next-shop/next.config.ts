import { withPlayhead } from '@playhead/next/config'
import type { NextConfig } from 'next'

const nextConfig: NextConfig = { poweredByHeader: false }

export default withPlayhead(nextConfig, { endpoint: '/api/replay', release: 'roost@1.0.0' })
