import { respondError } from './http/respond.ts'
import { ReplayError } from './replay-error.ts'

type Handler = (request: Request) => Promise<Response>

export interface Shutter {
  pass: Handler
  /** Refuses what comes from now on, waits for what is under way, then runs `close`, once. */
  shut(close: () => Promise<void>): Promise<void>
}

/** Lets requests through until it is shut. */
export function createShutter(handler: Handler): Shutter {
  const underWay = new Set<Promise<Response>>()
  let closing: Promise<void> | null = null

  async function finish(close: () => Promise<void>): Promise<void> {
    await Promise.allSettled(underWay)
    await close()
  }

  return {
    async pass(request) {
      if (closing) return respondError(closed())
      const response = handler(request)
      underWay.add(response)
      try {
        return await response
      } finally {
        underWay.delete(response)
      }
    },
    shut: (close) => (closing ??= finish(close)),
  }
}

function closed(): ReplayError {
  return new ReplayError('storage_unavailable', 'The replay server was closed. Try again later.')
}
