import { ReplayError } from '../replay-error.ts'

const defaultPage = 50
const largestPage = 200

/** `limit` and `cursor` of a list. @throws {ReplayError} `invalid_parameter`. */
export function parsePage(request: Request): { limit: number; cursor: string | null } {
  const { searchParams } = new URL(request.url)
  return { limit: parseLimit(searchParams.get('limit')), cursor: searchParams.get('cursor') }
}

function parseLimit(text: string | null): number {
  if (text === null) return defaultPage
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= largestPage) return limit
  throw new ReplayError(
    'invalid_parameter',
    `limit is a whole number from 1 to ${largestPage}; leave it out for ${defaultPage}.`,
  )
}
