'use client'

import type { ReactNode } from 'react'
import { totalsOf } from '../lib/cart'
import { formatPrice } from '../lib/format-price'
import { useCart } from '../lib/use-cart'

export function OrderSummary({ children }: { children?: ReactNode }): ReactNode {
  const [cart] = useCart()
  const totals = totalsOf(cart)
  return (
    <aside className="summary" aria-label="Order summary">
      <h2>Summary</h2>
      <dl>
        <dt>Lamps</dt>
        <dd>{formatPrice(totals.subtotalInCents)}</dd>
        {totals.discountInCents > 0 && (
          <>
            <dt>Coupon, {cart.discountPercent} % off</dt>
            <dd>−{formatPrice(totals.discountInCents)}</dd>
          </>
        )}
        <dt>Delivery</dt>
        <dd>{totals.deliveryInCents === 0 ? 'Free' : formatPrice(totals.deliveryInCents)}</dd>
        <dt className="total">Total</dt>
        <dd className="total">{formatPrice(totals.totalInCents)}</dd>
      </dl>
      {children}
    </aside>
  )
}
