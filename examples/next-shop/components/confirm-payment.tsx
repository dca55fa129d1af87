'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { emptyCart } from '../lib/cart'
import { formatPrice } from '../lib/format-price'
import type { PaymentMethod } from '../lib/payment-method'
import { useCart } from '../lib/use-cart'

/** The last step. */
export function ConfirmPayment({
  method,
  totalInCents,
}: {
  method: PaymentMethod
  totalInCents: number
}): ReactNode {
  const router = useRouter()
  const [, changeCart] = useCart()

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
