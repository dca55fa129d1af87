/**
 * What may be read of a page. Everything not allowed here is masked before it is serialised. In the
 * page itself, `data-record-safe` or `data-replay="safe"` allow a subtree, `data-replay="mask"` takes
 * that back inside it, `"block"` leaves an empty box of the same size, and `"ignore"` keeps what is
 * done inside (clicks, keys, inputs) off the timeline.
 */
export interface PrivacyOptions {
  /** More elements whose text and attributes may be read. Input values stay masked. */
  safeSelector?: string
  /** More elements that are masked inside safe ones. */
  maskSelector?: string
  /** More elements to leave out, keeping their size. */
  blockSelector?: string
  /** Query parameters whose values may be read, by exact name. Default none: names only. */
  keepQueryParams?: readonly string[]
}
