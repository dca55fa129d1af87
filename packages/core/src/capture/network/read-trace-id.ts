/** The id of the distributed trace a request belongs to (W3C Trace Context, section 3.2; Sentry's form). */
export function readTraceId(get: (name: string) => string | null): string | undefined {
  return (
    /^[\da-f]{2}-([\da-f]{32})-/i.exec(get('traceparent') ?? '')?.[1] ??
    /^([\da-f]{32})-[\da-f]{16}/i.exec(get('sentry-trace') ?? '')?.[1]
  )?.toLowerCase()
}
