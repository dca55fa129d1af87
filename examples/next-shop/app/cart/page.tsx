import { RecordSafe } from '@playhead/react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CartLines } from '../../components/cart-lines'

export const metadata: Metadata = { title: 'Cart' }

export default function CartPage(): ReactNode {
  return (
    <RecordSafe as="main" className="page">
      <h1>Your cart</h1>
      <CartLines />
    </RecordSafe>
  )
}
