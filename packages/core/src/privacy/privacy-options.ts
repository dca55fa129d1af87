import type { OwnDetector } from '@playhead/protocol'

/**
 * What may be read of a page. Everything not allowed here is masked before it is serialised. In the
 * page itself, `data-record-safe` or `data-replay="safe"` allow a subtree; `data-replay="mask"`,
 * `data-pii` and `data-sensitive` take that back inside it; `data-replay="block"` leaves an empty box
 * of the same size; and `"ignore"` keeps what is done inside (clicks, keys, inputs) off the timeline.
 * The classes and attributes with which other tools mask, block and ignore do the same here.
 */
export interface PrivacyOptions {
  /**
   * More elements whose text and attributes may be read. Of fields inside them the values stay masked;
   * a field that matches itself shows its value, unless it is a password, a card field or the like.
   */
  safeSelector?: string
  /** More elements that are masked inside safe ones. */
  maskTextSelector?: string
  /** More elements to leave out, keeping their size. */
  blockSelector?: string
  /** Query parameters whose values may be read, by exact name. Default none: names only. */
  keepQueryParams?: readonly string[]
  /**
   * Pages that are not recorded at all: neither begun on, nor gone on with when the application moves to
   * one. A text that begins with `/` is a path, another one a whole URL, `*` stands for any characters,
   * and `/a/*` covers `/a` too; an expression is tested against the whole URL. The time there is shown as
   * a gap.
   */
  exclude?: readonly (string | RegExp)[]
  /**
   * Records pages with payment fields, too. Default false: while a page has a card field (by
   * `autocomplete="cc-…"` or its name) or a payment provider's frame, nothing of it is recorded.
   */
  allowPaymentPages?: boolean
  /**
   * More that is taken out of readable text, logs, errors and addresses, such as customer numbers, each
   * replaced by its name: `{ name: 'customer', pattern: /\bKD-\d{8}\b/g }`. Where one does not fit or might
   * take for ever nothing is recorded; one that turns out to be slow masks what it should look at.
   */
  detectors?: readonly OwnDetector[]
}
