import { matches } from '../dom/access.ts'

const names = [
  'card-number',
  'card_number',
  'cardnumber',
  'cc-number',
  'ccnumber',
  'credit-card',
  'credit_card',
  'creditcard',
  'cvc',
  'cvv',
]

/** Fields by what they hold, or by what they are called; a gift card is no payment card. */
const fields = [
  '[autocomplete*="cc-" i]',
  ...['name', 'id'].flatMap((attribute) =>
    names.map(
      (name) =>
        `input[${attribute}*="${name}" i]:not([type=hidden], [type=radio], [type=checkbox], [${attribute}*=gift i])`,
    ),
  ),
].join()

/** Those whose frames hold card fields. Stripe's are told by their path: it has others on every page. */
const providers =
  /(^|\.)(adyen|authorize|bluesnap|braintreegateway|chargebee|cybersource|datatrans|mollie|payone|razorpay|recurly|saferpay|spreedly|squarecdn|squareup|verygoodvault|worldpay|checkout\.stripe|frames\.checkout)\.(com|net|ch)$/

/** Whether this is a field, or a payment provider's frame, into which a card is entered. */
export function isPaymentField(element: Element): boolean {
  return matches(element, fields) || (element.localName === 'iframe' && isProviderFrame(element))
}

/** Whether there is one inside. */
export function hasPaymentField(root: Document | Element): boolean {
  // Not `root.querySelectorAll`: a form has fields in the place of methods that they are named like.
  const { querySelectorAll } = (root === document ? Document : Element).prototype
  const found: NodeListOf<Element> = Reflect.apply(querySelectorAll, root, [`${fields}, iframe`])
  return [...found].some(isPaymentField)
}

function isProviderFrame(frame: Element): boolean {
  try {
    const { hostname, pathname } = new URL(frame.getAttribute('src') ?? '', document.baseURI)
    if (hostname === 'js.stripe.com') return pathname.includes('elements-inner')
    if (hostname === 'www.paypal.com') return pathname.startsWith('/smart/card')
    return providers.test(hostname)
  } catch {
    return false
  }
}
