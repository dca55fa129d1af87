import type { CanvasOptions } from './canvas-options.ts'

export interface PictureSource {
  /**
   * What the canvas shows, as a `data:` URL. To be called while a frame is being drawn: WebGL empties its
   * buffer afterwards. The application's context is not touched, and none is made.
   *
   * @returns null if there is nothing to see, or it cannot be told from nothing.
   * @throws {DOMException} `SecurityError` for a canvas that holds pictures of other origins.
   */
  take(canvas: HTMLCanvasElement): Promise<string | null>
}

export function createPictureSource({
  maxEdge = 800,
  quality = 0.4,
}: CanvasOptions): PictureSource {
  const blanks = new Map<string, Promise<string>>()

  /** An empty WebGL buffer looks like this, also where a picture is on the screen. */
  function blankOf(width: number, height: number): Promise<string> {
    const size = `${width}x${height}`
    const known = blanks.get(size) ?? toUrl(new OffscreenCanvas(width, height))
    if (blanks.size >= 20) blanks.clear()
    blanks.set(size, known)
    return known
  }

  function toUrl(surface: OffscreenCanvas): Promise<string> {
    surface.getContext('2d')
    return surface.convertToBlob({ type: 'image/webp', quality }).then(readAsUrl)
  }

  return {
    async take(canvas) {
      const scale = Math.min(1, maxEdge / Math.max(canvas.width, canvas.height))
      const width = Math.max(1, Math.round(canvas.width * scale))
      const height = Math.max(1, Math.round(canvas.height * scale))
      const bitmap = await createImageBitmap(canvas, { resizeWidth: width, resizeHeight: height })
      const surface = new OffscreenCanvas(width, height)
      surface.getContext('2d')?.drawImage(bitmap, 0, 0)
      bitmap.close()
      const [url, blank] = await Promise.all([toUrl(surface), blankOf(width, height)])
      return url === blank ? null : url
    },
  }
}

function readAsUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(blob)
  })
}
