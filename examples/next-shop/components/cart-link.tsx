'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { totalsOf } from '../lib/cart'
import { useCart } from '../lib/use-cart'

export function CartLink(): ReactNode {
  const [cart] = useCart()
  const { items } = totalsOf(cart)
  return (
    <Link className="cart-link" href="/cart">
      Cart
      <span className="cart-count" aria-label={`${items} ${items === 1 ? 'lamp' : 'lamps'}`}>
        {items}
      </span>
    </Link>
  )
}
