/** Which requests tell the server the recording they come from, besides those to the page's origin. */
export interface PropagateOptions {
  /**
   * Other hosts that may know: a host as it stands in a URL (`api.shop.example`, `localhost:4000`), or an
   * expression for it. They must allow the header by CORS, or requests to them fail. Default none.
   */
  hosts?: readonly (string | RegExp)[]
  /** Also by a member of `baggage` (W3C), for services that pass only that on. Default false. */
  baggage?: boolean
}
