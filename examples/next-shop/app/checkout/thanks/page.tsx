import { RecordSafe } from '@playhead/react'
import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

export const metadata: Metadata = { title: 'Thank you' }

export default function ThanksPage(): ReactNode {
  return (
    <RecordSafe as="main" className="page empty">
      <h1>Thank you</h1>
      <p>Your lamps leave Porto tomorrow morning. Until then, a candle will do.</p>
      <Link className="button" href="/">
        Back to the shop
      </Link>
    </RecordSafe>
  )
}
