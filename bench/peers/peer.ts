/** One SDK as the benchmark starts it. */
export interface Peer {
  /** The page's script, for the bundler. It may set `window.flushReplay`, called when the work is over. */
  readonly entry: (ingestUrl: string) => string
  /** Tells a body that holds a recording from a vendor's other traffic. Default: each upload is one. */
  readonly isReplay?: (url: string, body: Buffer) => boolean
  /** What its server would say, so that the SDK goes on recording. Default: 200 and `{}`. */
  readonly answer?: (url: string, body: Buffer) => { status?: number; json: unknown }
}
