import { type Finish, findLamp, type Lamp, type Shape } from './lamps'

export interface CartLine {
  shape: Shape
  finish: Finish
  quantity: number
}

export interface Cart {
  lines: readonly CartLine[]
  discountPercent: number
}

export interface CartTotals {
  items: number
  subtotalInCents: number
  discountInCents: number
  deliveryInCents: number
  totalInCents: number
}

export const emptyCart: Cart = { lines: [], discountPercent: 0 }

const freeDeliveryFromInCents = 15_000

export function addLine(cart: Cart, shape: Shape, finish: Finish): Cart {
  const line = cart.lines.find((line) => line.shape === shape && line.finish === finish)
  if (line) return setQuantity(cart, line, line.quantity + 1)
  return { ...cart, lines: [...cart.lines, { shape, finish, quantity: 1 }] }
}

export function setQuantity(cart: Cart, line: CartLine, quantity: number): Cart {
  return {
    ...cart,
    lines: cart.lines
      .map((other) => (other === line ? { ...line, quantity } : other))
      .filter((other) => other.quantity > 0),
  }
}

export function lampOf(line: CartLine): Lamp {
  const lamp = findLamp(line.shape)
  if (!lamp) throw new Error(`There is no lamp ${line.shape}.`)
  return lamp
}

export function totalsOf(cart: Cart): CartTotals {
  const items = cart.lines.reduce((sum, line) => sum + line.quantity, 0)
  const subtotalInCents = cart.lines.reduce(
    (sum, line) => sum + lampOf(line).priceInCents * line.quantity,
    0,
  )
  const discountInCents = Math.round((subtotalInCents * cart.discountPercent) / 100)
  const deliveryInCents = items === 0 || subtotalInCents >= freeDeliveryFromInCents ? 0 : 790
  return {
    items,
    subtotalInCents,
    discountInCents,
    deliveryInCents,
    totalInCents: subtotalInCents - discountInCents + deliveryInCents,
  }
}
