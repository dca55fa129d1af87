import { PlayheadError } from './playhead-error.ts'
import type { ReplayOptions } from './replay-options.ts'

type Checked = Pick<
  ReplayOptions,
  'crossOriginFrames' | 'network' | 'privacy' | 'propagate' | 'sampling'
>

/**
 * Options that are lists, before any of them is used: one of another kind would let through more than was
 * meant (a text for `keepQueryParams` is a list of its letters, an empty expression matches every host), or
 * throw where it is too late.
 *
 * @throws {PlayheadError} `invalid_option`.
 */
export function checkLists({
  crossOriginFrames,
  network: { headers, bodies } = {},
  privacy: { keepQueryParams, exclude } = {},
  propagate,
  sampling: { urls, events, flags } = {},
}: Checked): void {
  const { hosts } = propagate || {}
  check({ crossOriginFrames, headers, keepQueryParams, events, flags }, isText)
  check({ bodies, exclude, hosts, urls }, (one) => isText(one) || isExpression(one))
}

function check(lists: Record<string, unknown>, isItem: (one: unknown) => boolean): void {
  for (const [name, list] of Object.entries(lists)) {
    if (list === undefined || (Array.isArray(list) && list.every(isItem))) continue
    throw new PlayheadError('invalid_option', `The option ${name} is no list of what it takes.`)
  }
}

const isText = (one: unknown): boolean => typeof one === 'string' && one !== ''

const isExpression = (one: unknown): boolean => one instanceof RegExp && one.source !== '(?:)'
