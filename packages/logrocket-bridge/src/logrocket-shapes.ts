/*
 * What this package uses of LogRocket, as of version 12. Nothing is imported from it: importing it puts
 * its script into the page, and that is the application's to decide.
 */

export interface LogRocketInstance {
  /** May never call back (an ad blocker took the script), and calls again for each new session. */
  getSessionURL(callback: (sessionUrl: string) => void): void
  track(event: string, properties?: { [name: string]: string | number }): void
  identify(user: string, traits?: { [name: string]: string | number | boolean }): void
}

export interface LogRocketRequest {
  reqId: string
  url: string
  headers: LogRocketHeaders
  body?: string
  method: string
  referrer?: string
}

export interface LogRocketResponse {
  reqId: string
  status?: number
  headers: LogRocketHeaders
  body?: string
  method: string
  url?: string
}

export interface LogRocketHeaders {
  [name: string]: string | null | undefined
}
