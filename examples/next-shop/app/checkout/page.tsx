import { RecordSafe } from '@playhead/react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CheckoutForm } from '../../components/checkout-form'

export const metadata: Metadata = { title: 'Checkout' }

/** Labels and prices can be read in the replay; what is typed into the fields never can. */
export default function CheckoutPage(): ReactNode {
  return (
    <RecordSafe as="main" className="page">
      <h1>Checkout</h1>
      <CheckoutForm />
    </RecordSafe>
  )
}
