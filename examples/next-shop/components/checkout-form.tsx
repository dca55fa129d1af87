'use client'

import { type ReactNode, useState } from 'react'
import { totalsOf } from '../lib/cart'
import { formatPrice } from '../lib/format-price'
import { choosePaymentMethod, type PaymentMethod } from '../lib/payment-method'
import { useCart } from '../lib/use-cart'
import { ConfirmPayment } from './confirm-payment'
import { Field } from './field'
import { OrderSummary } from './order-summary'

export function CheckoutForm(): ReactNode {
  const [cart] = useCart()
  const [method, setMethod] = useState<PaymentMethod>()
  const { totalInCents } = totalsOf(cart)
  return (
    <form
      className="two-columns"
      onSubmit={(event) => {
        event.preventDefault()
        setMethod(choosePaymentMethod())
      }}
    >
      <div className="form">
        <fieldset>
          <legend>Contact</legend>
          <Field label="E-mail" name="email" type="email" autoComplete="email" required />
        </fieldset>
        <fieldset>
          <legend>Delivery</legend>
          <Field label="Full name" name="name" autoComplete="name" required />
          <Field label="Street and number" name="street" autoComplete="street-address" required />
          <div className="field-row">
            <Field label="Postcode" name="postcode" autoComplete="postal-code" required />
            <Field label="City" name="city" autoComplete="address-level2" required />
          </div>
        </fieldset>
        <fieldset>
          <legend>Payment</legend>
          <Field label="Name on card" name="card-name" autoComplete="cc-name" required />
          <Field
            label="Card number"
            name="card-number"
            autoComplete="cc-number"
            inputMode="numeric"
            pattern="[0-9 ]{13,23}"
            title="The digits on the front of your card"
            placeholder="0000 0000 0000 0000"
            required
          />
          <div className="field-row">
            <Field
              label="Expiry"
              name="card-expiry"
              autoComplete="cc-exp"
              inputMode="numeric"
              pattern="[0-9]{2} ?/ ?[0-9]{2}"
              title="Month and year, such as 09/29"
              placeholder="MM/YY"
              required
            />
            <Field
              label="Security code"
              name="card-code"
              autoComplete="cc-csc"
              inputMode="numeric"
              pattern="[0-9]{3,4}"
              title="Three or four digits"
              placeholder="CVC"
              required
            />
          </div>
        </fieldset>
      </div>
      <OrderSummary>
        {method ? (
          <ConfirmPayment method={method} totalInCents={totalInCents} />
        ) : (
          <button type="submit" className="button" disabled={totalInCents === 0}>
            Pay {formatPrice(totalInCents)}
          </button>
        )}
        <p className="summary-note">Encrypted on the way, never stored with us.</p>
      </OrderSummary>
    </form>
  )
}
