'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { addLine } from '../lib/cart'
import { formatPrice } from '../lib/format-price'
import { type Finish, finishes, type Lamp } from '../lib/lamps'
import { useCart } from '../lib/use-cart'
import { DeliveryForm } from './delivery-form'
import { LampIllustration } from './lamp-illustration'

/** The product page's upper half: the lamp in a finish, and the way into the cart. */
export function ChooseLamp({ lamp, first }: { lamp: Lamp; first?: Finish }): ReactNode {
  const [finish, setFinish] = useState(first ?? lamp.finishes[0])
  const [isAdded, setIsAdded] = useState(false)
  const [, changeCart] = useCart()
  return (
    <div className="product">
      <div className="lamp-stage product-stage">
        <LampIllustration
          shape={lamp.shape}
          finish={finish}
          label={`${lamp.name} in ${finishes[finish]}`}
        />
      </div>
      <div className="product-text">
        <p className="kicker">{lamp.kind}</p>
        <h1>{lamp.name}</h1>
        <p className="lead">{lamp.summary}</p>
        <p className="price">{formatPrice(lamp.priceInCents)}</p>
        <fieldset className="finish-choice">
          <legend>
            Finish: <b>{finishes[finish]}</b>
          </legend>
          {lamp.finishes.map((choice) => (
            <label key={choice} className={`swatch finish-${choice}`} title={finishes[choice]}>
              <input
                type="radio"
                name="finish"
                value={choice}
                checked={choice === finish}
                onChange={() => setFinish(choice)}
              />
              <span className="visually-hidden">{finishes[choice]}</span>
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className="button"
          onClick={() => {
            changeCart((cart) => addLine(cart, lamp.shape, finish))
            setIsAdded(true)
          }}
        >
          Add to cart
        </button>
        <p className="product-note" aria-live="polite">
          {isAdded ? (
            <>
              In your cart. <Link href="/cart">Go to cart</Link>
            </>
          ) : (
            'In stock in Porto, with you in 2 to 4 days.'
          )}
        </p>
        <p className="product-note">
          <a href="#">How to look after it</a>
        </p>
        <DeliveryForm />
        <p className="product-story">{lamp.story}</p>
        <dl className="facts">
          <dt>Size</dt>
          <dd>{lamp.size}</dd>
          <dt>Light</dt>
          <dd>{lamp.light}</dd>
          <dt>Made of</dt>
          <dd>{lamp.material}</dd>
        </dl>
      </div>
    </div>
  )
}
