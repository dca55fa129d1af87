/** What fails here must not reach the application. */
export function quietly<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}
