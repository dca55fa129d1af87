'use client'

import { type ReactNode, useActionState } from 'react'
import { estimateDelivery } from '../lib/estimate-delivery'

export function DeliveryForm(): ReactNode {
  const [message, estimate] = useActionState(estimateDelivery, '')
  return (
    <form className="coupon" action={estimate}>
      <label htmlFor="postcode">Delivery to</label>
      <div className="coupon-row">
        <input
          id="postcode"
          name="postcode"
          autoComplete="postal-code"
          placeholder="Postcode"
          required
        />
        <button type="submit" className="button quiet">
          When?
        </button>
      </div>
      <p aria-live="polite">{message}</p>
    </form>
  )
}
