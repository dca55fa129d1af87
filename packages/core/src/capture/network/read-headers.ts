/** Credentials and what names a visitor. */
const neverRecorded =
  /authori[sz]ation|cookie|token|secret|password|csrf|xsrf|session|api-?key|credential|signature|^x-forwarded|real-ip/i

const maxValueLength = 500

/** @returns the names that may be recorded, in lower case. */
export function parseHeaderNames(names: readonly string[] = []): string[] {
  return names.map((name) => name.toLowerCase()).filter((name) => !neverRecorded.test(name))
}

/** The allowed headers that are there; undefined if none is. */
export function readHeaders(
  names: readonly string[],
  get: (name: string) => string | null,
  scrub: (text: string) => string,
): Record<string, string> | undefined {
  const found = names.flatMap((name) => {
    const value = get(name)
    return value === null ? [] : [[name, scrub(value.slice(0, maxValueLength))] as const]
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}
