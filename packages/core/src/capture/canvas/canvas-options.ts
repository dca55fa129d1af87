/** How canvases are recorded. What is drawn cannot be masked, so only those in safe regions are. */
export interface CanvasOptions {
  /** Pictures of one canvas in a second, at most: from 0.1 to 30. Default 2. */
  maxFps?: number
  /** The longer edge of a picture, in pixels of the canvas; larger ones are scaled down. Default 800. */
  maxEdge?: number
  /** Of the WebP pictures, from 0 to 1. Default 0.4. */
  quality?: number
}
