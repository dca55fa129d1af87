/** The command was written wrongly: exit code 2, and how to write it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
