/* EventType of @rrweb/types. */
export const fullSnapshot = 2
export const incremental = 3
export const meta = 4

export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' ? { ...value } : {}
}
