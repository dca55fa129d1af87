'use client'

import { useSyncExternalStore } from 'react'
import { type Cart, emptyCart } from './cart'

const key = 'roost-cart'
const listeners = new Set<() => void>()
let cart: Cart | undefined

/** The cart of this browser; empty on the server and until the page is hydrated. */
export function useCart(): [Cart, (change: (cart: Cart) => Cart) => void] {
  return [useSyncExternalStore(subscribe, readCart, () => emptyCart), changeCart]
}

function readCart(): Cart {
  cart ??= (JSON.parse(localStorage.getItem(key) ?? 'null') as Cart | null) ?? emptyCart
  return cart
}

function changeCart(change: (cart: Cart) => Cart): void {
  cart = change(readCart())
  localStorage.setItem(key, JSON.stringify(cart))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
