/** A place on the time axis: `0:07`, `12:03`, `1:02:03`. */
export function formatOffset(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const padded = String(seconds % 60).padStart(2, '0')
  if (hours === 0) return `${minutes}:${padded}`
  return `${hours}:${String(minutes).padStart(2, '0')}:${padded}`
}

/** A length of time, to the precision one reads it with: `240 ms`, `7 s`, `3 min 5 s`, `1 h 12 min`. */
export function formatSpan(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return join(`${minutes} min`, seconds % 60, 's')
  return join(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min')
}

function join(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`
}
