'use client'

import { type ReactNode, useState } from 'react'
import { useCart } from '../lib/use-cart'

export function CouponForm(): ReactNode {
  const [, changeCart] = useCart()
  const [message, setMessage] = useState('')

  async function applyCoupon(form: FormData): Promise<void> {
    const response = await fetch('/api/coupon', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: form.get('coupon') }),
    })
    const { percent, message } = (await response.json()) as { percent?: number; message?: string }
    if (percent === undefined) return setMessage(message ?? 'This did not work.')
    changeCart((cart) => ({ ...cart, discountPercent: percent }))
    setMessage(`${percent} % off. Enjoy.`)
  }

  return (
    <form
      className="coupon"
      onSubmit={(event) => {
        event.preventDefault()
        void applyCoupon(new FormData(event.currentTarget))
      }}
    >
      <label htmlFor="coupon">Coupon</label>
      <div className="coupon-row">
        <input id="coupon" name="coupon" autoComplete="off" required />
        <button type="submit" className="button quiet">
          Apply
        </button>
      </div>
      <p aria-live="polite">{message}</p>
    </form>
  )
}
