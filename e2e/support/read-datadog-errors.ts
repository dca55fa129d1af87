/** What of an error in Datadog is looked at. */
export interface DatadogError {
  type: string
  /** ms since the Unix epoch */
  date: number
  error: { message: string }
  context: {
    replay: { session_id: string; session_replay_url: string; replay_timestamp: number }
  }
}

/** The errors among what Datadog's RUM sent: events as JSON, a line each. */
export function readDatadogErrors(bodies: readonly string[]): DatadogError[] {
  return bodies
    .flatMap((body) => body.split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line): DatadogError => JSON.parse(line))
    .filter(({ type }) => type === 'error')
}
