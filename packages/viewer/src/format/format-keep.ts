const hourMs = 3_600_000
const dayMs = 86_400_000

/** How long something is kept: `36 hours`, `14 days`, `1 year`, `for ever`. */
export function formatKeep(ms: number | null): string {
  if (ms === null) return 'for ever'
  if (ms % (365 * dayMs) === 0) return plural(ms / (365 * dayMs), 'year')
  if (ms % dayMs === 0) return plural(ms / dayMs, 'day')
  return plural(Math.round(ms / hourMs), 'hour')
}

/** How soon: `now`, `in 5 min`, `in 3 h`, `in 2 days`. */
export function formatUntil(at: number, now: number): string {
  const minutes = Math.ceil((at - now) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `in ${minutes} min`
  const hours = Math.round(minutes / 60)
  if (hours < 48) return `in ${hours} h`
  return `in ${plural(Math.round(hours / 24), 'day')}`
}

function plural(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
