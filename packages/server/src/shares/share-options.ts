import { ReplayError } from '../replay-error.ts'

export interface ShareOptions {
  /** How long a link opens unless whoever makes it says otherwise. Default 7. */
  defaultDays?: number
  /** The longest that may be said. Default 30. */
  maxDays?: number
}

/** null if there are no share links here. */
export type ShareLimits = Required<ShareOptions> | null

/** @throws {ReplayError} `invalid_option`. */
export function parseShareOptions(options: ShareOptions | false | undefined): ShareLimits {
  if (options === false) return null
  const { defaultDays = 7, maxDays = 30 } = options ?? {}
  const isFit = Number.isFinite(maxDays) && defaultDays > 0 && defaultDays <= maxDays
  if (isFit && maxDays <= 366) return { defaultDays, maxDays }
  throw new ReplayError(
    'invalid_option',
    `shares allows links of ${String(defaultDays)} days and at most ${String(maxDays)}; give numbers above 0, the first not above the second, and at most 366.`,
  )
}
