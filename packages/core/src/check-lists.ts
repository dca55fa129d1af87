import type { ReplayOptions } from './replay-options.ts'

type Checked = Pick<ReplayOptions, 'network' | 'privacy' | 'propagate' | 'sampling'>

/**
 * Options that are lists, before any of them is used: one of another kind would let through more than was
 * meant (a text for `keepQueryParams` is a list of its letters, an empty expression matches every host), or
 * throw where it is too late.
 *
 * @throws {TypeError} that names the option; `onError` receives it as the cause of `recorder_failed`.
 */
export function checkLists({
  network: { headers, bodies } = {},
  privacy: { keepQueryParams } = {},
  propagate,
  sampling: { events, flags } = {},
}: Checked): void {
  const { hosts } = propagate || {}
  check({ headers, keepQueryParams, events, flags })
  check({ bodies, hosts }, '(?:)')
}

/** @param empty the source of an expression that is none, where expressions are taken. */
function check(lists: Record<string, unknown>, empty?: string): void {
  for (const [name, list] of Object.entries(lists)) {
    const isRight =
      Array.isArray(list) &&
      list.every((one) =>
        typeof one === 'string' ? one : empty && one instanceof RegExp && one.source !== empty,
      )
    if (list !== undefined && !isRight) {
      throw TypeError(`${name} is not a valid list.`)
    }
  }
}
