/**
 * One event of the visual stream: an rrweb event, opaque to all but the recorder and the player.
 * `timestamp` is in ms since the Unix epoch.
 */
export interface FrameEvent {
  type: number
  timestamp: number
  data: unknown
}
