import type { ReactNode } from 'react'

/** Drawn on a grid of 16, in strokes of 1.5; `fill` marks the few that are solid. */
const paths = {
  back: 'M10 3 5 8l5 5',
  browser: 'M2 3.5h12v9H2zM2 6.5h12',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  click: 'M5 5l3 8 1.5-3.5L13 8zM2.5 5H1m1.7-2.3L1.6 1.6M5 2.5V1',
  close: 'm4 4 8 8m0-8-8 8',
  console: 'm3 5 3 3-3 3m5 0h5',
  copy: 'M6 10 4.2 11.8a2.1 2.1 0 0 1-3-3L4.5 5.5a2.1 2.1 0 0 1 3 0M10 6l1.8-1.8a2.1 2.1 0 0 1 3 3l-3.3 3.3a2.1 2.1 0 0 1-3 0',
  custom: 'M8 2.5 13.5 8 8 13.5 2.5 8z',
  download: 'M8 2.5v7.5m0 0L5 7m3 3 3-3M3 13.5h10',
  error: 'M8 2 15 14H1zM8 6.5v3.2m0 2v.3',
  frown: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.5 11c1.2-1.9 3.8-1.9 5 0M6 6.3v.4m4-.4v.4',
  gap: 'M2 8h2.5m7 0H14M6 4.5v7m4-7v7',
  gauge: 'M2.5 12.5a6.5 6.5 0 1 1 11 0M8 9.5l3-3.5',
  half: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12z',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9C8.3 8.4 8 8.9 8 9.7m0 2.3v.2',
  input: 'M2 4.5h12v7H2zM4.5 7v2',
  keys: 'M1.5 4.5h13v7h-13zM4 7h.5M7 7h.5m2.5 0h.5M5 9.2h6',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z',
  move: 'M2 13c2-8 5 2 7-3s2-6 5-7',
  navigation: 'M2.5 8h10m-4-4 4.5 4-4.5 4',
  network: 'M5 13V4m0 0L2.5 6.5M5 4l2.5 2.5M11 3v9m0 0 2.5-2.5M11 12 8.5 9.5',
  next: 'M4 3.5v9L10.5 8zM12.5 3.5v9',
  note: 'M2.5 2.5h11v8h-6l-3 3v-3h-2zM5 5.2h6M5 7.8h4',
  page: 'M3.5 1.5h6l3 3v10h-9zM9 2v3h3',
  pause: 'M5 3h2v10H5zM9 3h2v10H9z',
  play: 'M4.5 2.5v11L13.5 8z',
  refresh: 'M13 4v3h-3m2.6-.3A5 5 0 1 0 13 9.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 14 14',
  share:
    'M6 8.7 10.4 11M10.4 5 6 7.3M12 2.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM4 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM12 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  skip: 'm2.5 4 4.5 4-4.5 4zM8.5 4l4.5 4-4.5 4z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.2v1.3m0 11v1.3M1.2 8h1.3m11 0h1.3M3.2 3.2l.9.9m7.8 7.8.9.9m0-9.6-.9.9m-7.8 7.8-.9.9',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  user: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM3 13.5c.4-2.6 2.4-3.8 5-3.8s4.6 1.2 5 3.8',
  warning: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 3v3.6m0 2.2v.2',
} as const

export type IconName = keyof typeof paths

const solid: ReadonlySet<IconName> = new Set(['play', 'pause', 'next', 'skip'])

/** A sign beside a text that says the same; alone it needs a label on its button. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg
      className={solid.has(name) ? 'icon icon-solid' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
