import { isPlainName } from '../../privacy/plain-name.ts'

/** How far into a body the name is looked for. */
const searchedLength = 4_000

/**
 * The name of a GraphQL operation: from the address of a persisted query, or from the body of a request
 * without parsing it. Names are the application's own words; variables are not looked at.
 */
export function readOperationName(url: string, body: unknown): string | undefined {
  const name = findName(url, body)
  return name !== undefined && isPlainName(name) ? name : undefined
}

function findName(url: string, body: unknown): string | undefined {
  const inUrl = /[?&]operationName=(\w{1,100})(?:&|#|$)/.exec(url)?.[1]
  if (inUrl !== undefined || typeof body !== 'string' || !body.startsWith('{')) return inUrl
  const start = body.slice(0, searchedLength)
  if (!start.includes('"query"') && !start.includes('"operationName"')) return undefined
  return (
    /"operationName"\s*:\s*"(\w{1,100})"/.exec(start)?.[1] ??
    /"query"\s*:\s*"(?:\s|\\[nrt])*(?:query|mutation|subscription)\s+(\w{1,100})/.exec(start)?.[1]
  )
}
