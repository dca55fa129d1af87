/** Checks of what another page has sent, once it has come out of `JSON.parse`. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Those of the fields that are numbers. */
export function numbersOf(
  value: Record<string, unknown>,
  names: readonly string[],
): Record<string, number> {
  const numbers: Record<string, number> = {}
  for (const name of names) {
    const number = value[name]
    if (isNumber(number)) numbers[name] = number
  }
  return numbers
}
