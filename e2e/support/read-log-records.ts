interface KeyValue {
  key: string
  value: { stringValue?: string; intValue?: number | string }
}

interface LogsRequest {
  resourceLogs?: { scopeLogs: { logRecords: { attributes?: KeyValue[] }[] }[] }[]
}

/** The attributes of the log records that OpenTelemetry's exporter sent: OTLP as JSON. */
export function readLogRecords(bodies: readonly string[]): Record<string, unknown>[] {
  return bodies
    .map((body) => JSON.parse(body) as LogsRequest)
    .flatMap(({ resourceLogs = [] }) => resourceLogs)
    .flatMap(({ scopeLogs }) => scopeLogs)
    .flatMap(({ logRecords }) => logRecords)
    .map(({ attributes = [] }) =>
      Object.fromEntries(
        attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
      ),
    )
}
