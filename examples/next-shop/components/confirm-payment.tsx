'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { emptyCart } from '../lib/cart'
import { formatPrice } from '../lib/format-price'
import { useCart } from '../lib/use-cart'

declare global {
  interface Window {
    ApplePaySession: { canMakePayments(): boolean }
  }
}

/** The last step: with Apple Pay where the device can, else with the card. */
export function ConfirmPayment({ totalInCents }: { totalInCents: number }): ReactNode {
  const router = useRouter()
  const [, changeCart] = useCart()
  const method = window.ApplePaySession.canMakePayments() ? 'Apple Pay' : 'your card'

  function placeOrder(): void {
    changeCart(() => emptyCart)
    router.push('/checkout/thanks')
  }

  return (
    <div className="confirm">
      <p>
        {formatPrice(totalInCents)} with {method}. Is that right?
      </p>
      <button type="button" className="button" onClick={placeOrder}>
        Place the order
      </button>
    </div>
  )
}
