declare global {
  interface Window {
    ApplePaySession: { canMakePayments(): boolean }
  }
}

export type PaymentMethod = 'Apple Pay' | 'your card'

/** Apple Pay where the device can, else the card. */
export function choosePaymentMethod(): PaymentMethod {
  return window.ApplePaySession.canMakePayments() ? 'Apple Pay' : 'your card'
}
