const units = ['B', 'kB', 'MB', 'GB'] as const

/** Decimal units, as the limits of the segment format are: `812 B`, `4.2 kB`, `31 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1
  return `${Number(value.toFixed(digits))} ${units[unit] ?? ''}`
}
