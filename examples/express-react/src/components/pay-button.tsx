import { useReplay } from '@playhead/react'
import { type ReactNode, useState } from 'react'
import { formatPrice, priceInCents } from '../films.ts'
import { navigate } from '../router.tsx'

declare global {
  interface Window {
    ApplePaySession: { canMakePayments(): boolean }
  }
}

export function PayButton({
  screening,
  seats,
}: {
  screening: string
  seats: readonly string[]
}): ReactNode {
  const replay = useReplay()
  const [isPaying, setIsPaying] = useState(false)
  const [message, setMessage] = useState('')

  async function order(method: 'wallet' | 'card'): Promise<void> {
    const response = await fetch('/api/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ screening, seats, method }),
    })
    const { reference, message } = (await response.json()) as Record<string, string>
    if (reference === undefined) {
      setIsPaying(false)
      return setMessage(message ?? 'This did not work.')
    }
    replay.track('tickets bought', { seats: seats.length, method })
    navigate(`/tickets?reference=${reference}`)
  }

  return (
    <div className="pay">
      <button
        type="button"
        className="button"
        disabled={isPaying || seats.length === 0}
        onClick={({ currentTarget }) => {
          if (!currentTarget.form?.reportValidity()) return
          setIsPaying(true)
          void order(window.ApplePaySession.canMakePayments() ? 'wallet' : 'card')
        }}
      >
        {isPaying ? 'One moment …' : `Pay ${formatPrice(priceInCents * seats.length)}`}
      </button>
      <p role="alert">{message}</p>
      <p className="pay-note">Tickets can be given back until two hours before the film.</p>
    </div>
  )
}
