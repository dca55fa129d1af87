'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { type CartLine, lampOf, setQuantity } from '../lib/cart'
import { formatPrice } from '../lib/format-price'
import { finishes } from '../lib/lamps'
import { useCart } from '../lib/use-cart'
import { CouponForm } from './coupon-form'
import { LampIllustration } from './lamp-illustration'
import { OrderSummary } from './order-summary'

export function CartLines(): ReactNode {
  const [cart, changeCart] = useCart()
  if (cart.lines.length === 0) {
    return (
      <div className="empty">
        <p>Nothing here yet. It is getting dark, though.</p>
        <Link className="button" href="/#lamps">
          See the lamps
        </Link>
      </div>
    )
  }
  return (
    <div className="two-columns">
      <ul className="cart-lines">
        {cart.lines.map((line) => (
          <CartLineItem
            key={`${line.shape} ${line.finish}`}
            line={line}
            onQuantity={(quantity) => changeCart((cart) => setQuantity(cart, line, quantity))}
          />
        ))}
      </ul>
      <OrderSummary>
        <CouponForm />
        <Link className="button" href="/checkout">
          Go to checkout
        </Link>
      </OrderSummary>
    </div>
  )
}

function CartLineItem({
  line,
  onQuantity,
}: {
  line: CartLine
  onQuantity: (quantity: number) => void
}): ReactNode {
  const lamp = lampOf(line)
  return (
    <li className="cart-line">
      <Link className="lamp-stage" href={`/lamps/${lamp.shape}`} aria-label={lamp.name}>
        <LampIllustration shape={lamp.shape} finish={line.finish} />
      </Link>
      <div>
        <h2>{lamp.name}</h2>
        <p>
          {lamp.kind}, {finishes[line.finish]}
        </p>
        <div className="stepper" role="group" aria-label={`Quantity of ${lamp.name}`}>
          <button type="button" aria-label="One less" onClick={() => onQuantity(line.quantity - 1)}>
            −
          </button>
          <output>{line.quantity}</output>
          <button type="button" aria-label="One more" onClick={() => onQuantity(line.quantity + 1)}>
            +
          </button>
        </div>
      </div>
      <span className="price">{formatPrice(lamp.priceInCents * line.quantity)}</span>
    </li>
  )
}
