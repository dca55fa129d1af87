import { getAttribute, isElement, nodeType, tagOf } from '../dom/access.ts'

/** What fields are called into which a card is entered; a gift card is no payment card. */
const names = /card[-_]?number|cc-?number|credit[-_]?card|cvc|cvv/i
const noField = /^(?:hidden|radio|checkbox)$/i

/** Those whose frames hold card fields. Stripe's are told by their path: it has others on every page. */
const providers =
  /(^|\.)(adyen|authorize|bluesnap|braintreegateway|chargebee|cybersource|datatrans|mollie|payone|razorpay|recurly|saferpay|spreedly|squarecdn|squareup|verygoodvault|worldpay|checkout\.stripe|frames\.checkout)\.(com|net|ch)$/

/** Whether it is a field, or a payment provider's frame, into which a card is entered, or holds one. */
export function hasPaymentField(node: Node): boolean {
  // Not `node.querySelectorAll`: a form has fields in the place of methods that they are named like.
  const kind = { 1: Element, 9: Document, 11: DocumentFragment }[nodeType(node)]
  if (!kind) return false
  const inside: NodeListOf<Element> = Reflect.apply(kind.prototype.querySelectorAll, node, [
    '[autocomplete],input,iframe',
  ])
  return [node, ...inside].some(isPaymentField)
}

function isPaymentField(node: Node): boolean {
  if (!isElement(node)) return false
  const read = (name: string): string => getAttribute(node, name) ?? ''
  const tag = tagOf(node)
  return (
    /cc-/i.test(read('autocomplete')) ||
    (tag === 'iframe' && isProviderFrame(read('src'))) ||
    (tag === 'input' &&
      !noField.test(read('type')) &&
      [read('name'), read('id')].some((name) => names.test(name) && !/gift/i.test(name)))
  )
}

function isProviderFrame(src: string): boolean {
  try {
    const { hostname, pathname } = new URL(src, document.baseURI)
    if (hostname === 'js.stripe.com') return pathname.includes('elements-inner')
    if (hostname === 'www.paypal.com') return pathname.startsWith('/smart/card')
    return providers.test(hostname)
  } catch {
    return false
  }
}
