import type { Film } from '../server/programme.ts'

export type { Film, Screening } from '../server/programme.ts'

let loading: Promise<readonly Film[]> | undefined

/** The programme; asked for once. */
export function loadFilms(): Promise<readonly Film[]> {
  loading ??= fetch('/api/films').then((response) => response.json() as Promise<Film[]>)
  return loading
}

export const priceInCents = 1_150

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

export function formatPrice(cents: number): string {
  return euros.format(cents / 100)
}
