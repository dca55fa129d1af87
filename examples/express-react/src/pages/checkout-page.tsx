import type { ReactNode } from 'react'
import { Field } from '../components/field.tsx'
import { PayButton } from '../components/pay-button.tsx'
import { Poster } from '../components/poster.tsx'
import { type Film, formatPrice, priceInCents, type Screening } from '../films.ts'

export function CheckoutPage({
  film,
  screening,
  seats,
}: {
  film: Film
  screening: Screening
  seats: readonly string[]
}): ReactNode {
  return (
    <div className="checkout">
      <h1>Checkout</h1>
      <form className="checkout-form" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>Your tickets go to</legend>
          <Field label="Full name" name="name" autoComplete="name" required />
          <Field label="E-mail" name="email" type="email" autoComplete="email" required />
        </fieldset>
        <fieldset>
          <legend>Card</legend>
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
        <PayButton screening={screening.id} seats={seats} />
      </form>
      <aside className="ticket" aria-label="Your order">
        <Poster slug={film.slug} />
        <div className="ticket-text">
          <h2>{film.title}</h2>
          <dl>
            <dt>When</dt>
            <dd>
              {screening.day}, {screening.time}
            </dd>
            <dt>Where</dt>
            <dd>{screening.screen}</dd>
            <dt>{seats.length === 1 ? 'Seat' : 'Seats'}</dt>
            <dd>{[...seats].sort().join(', ')}</dd>
            <dt className="total">Total</dt>
            <dd className="total">{formatPrice(priceInCents * seats.length)}</dd>
          </dl>
        </div>
      </aside>
    </div>
  )
}
