import { ReplayError } from '../replay-error.ts'

/** ms since the Unix epoch, or ISO 8601. @throws {ReplayError} `invalid_parameter`. */
export function parseTime(name: string, value: unknown): number {
  const time =
    typeof value === 'string' && !/^\d+(\.\d+)?$/.test(value) ? Date.parse(value) : Number(value)
  if (value !== undefined && value !== null && value !== '' && Number.isFinite(time)) return time
  throw new ReplayError(
    'invalid_parameter',
    `${name} is a time: ms since the Unix epoch, or a date such as 2026-11-24.`,
  )
}
