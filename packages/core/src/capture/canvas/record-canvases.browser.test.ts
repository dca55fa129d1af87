import { canvasPicture, type FrameEvent } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../../testing/observe.ts'
import { type CanvasRecording, recordCanvases } from './record-canvases.ts'

let stop: (() => void)[] = []
afterEach(() => {
  for (const end of stop) end()
  stop = []
  document.body.innerHTML = ''
})

function record(): { pictures(): string[]; recording: CanvasRecording; observed: Observed } {
  const frames: FrameEvent[] = []
  let recording: CanvasRecording | undefined
  const observed = observe(
    (_, scope) =>
      (recording = recordCanvases((frame) => frames.push(frame), scope, { maxFps: 50 })),
  )
  if (!recording) throw new Error('Not recording')
  stop.push(recording.stop)
  const pictures = (): string[] =>
    frames.flatMap(({ data }) => {
      const { attributes } = data as { attributes: { attributes: Record<string, string> }[] }
      return attributes.map((changed) => changed.attributes[canvasPicture] ?? '')
    })
  return { pictures, recording, observed }
}

function addCanvas(marker: string): HTMLCanvasElement {
  const holder = document.body.appendChild(document.createElement('div'))
  holder.innerHTML = `<canvas width="40" height="20" ${marker}></canvas>`
  const canvas = holder.querySelector('canvas')
  if (!canvas) throw new Error('No canvas')
  return canvas
}

function draw(canvas: HTMLCanvasElement, colour: string): void {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No context')
  context.fillStyle = colour
  context.fillRect(0, 0, canvas.width, canvas.height)
}

/** The colour in the middle of a picture. */
async function colourOf(url: string): Promise<number[]> {
  const image = new Image()
  image.src = url
  await image.decode()
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
  context?.drawImage(image, 0, 0)
  return [...(context?.getImageData(image.width / 2, image.height / 2, 1, 1).data ?? [])]
}

/** Two pictures of another canvas: whatever was to be read before has been. */
async function afterTwoRounds(pictures: () => string[]): Promise<void> {
  const other = addCanvas('data-record-safe')
  for (const colour of ['#123456', '#654321']) {
    const before = pictures().length
    draw(other, colour)
    await expect.poll(() => pictures().length).toBeGreaterThan(before)
  }
}

it('records what is drawn where it is safe, and each change of it', async () => {
  const canvas = addCanvas('data-record-safe')
  draw(canvas, '#ff0000')
  const { pictures } = record()
  await expect.poll(pictures).toHaveLength(1)
  const [red = 0, green = 255] = await colourOf(pictures()[0] ?? '')
  expect(red).toBeGreaterThan(200)
  expect(green).toBeLessThan(50)
  draw(canvas, '#00ff00')
  await expect.poll(pictures).toHaveLength(2)
  expect(pictures()[1]).toMatch(/^data:image\/webp;base64,/)
})

it('tells a picture that does not change once, and again after a full snapshot', async () => {
  draw(addCanvas('data-record-safe'), '#ff0000')
  const { pictures, recording } = record()
  await expect.poll(pictures).toHaveLength(1)
  await afterTwoRounds(pictures)
  const first = pictures()[0]
  expect(pictures().filter((picture) => picture === first)).toHaveLength(1)
  recording.look({ type: 2, timestamp: 0, data: {} })
  await expect.poll(() => pictures().filter((picture) => picture === first)).toHaveLength(2)
})

it.each([
  ['nobody has called safe', ''],
  ['is masked inside a safe region', 'data-replay="mask"'],
  ['is blocked', 'data-replay="block"'],
])('reads no canvas that %s', async (_, marker) => {
  const canvas = addCanvas(marker)
  if (marker) canvas.parentElement?.setAttribute('data-record-safe', '')
  draw(canvas, '#ff0000')
  const { pictures } = record()
  await afterTwoRounds(pictures)
  expect(pictures()).toHaveLength(2)
})

/** The same server under its other names is another origin. */
async function loadFromElsewhere(): Promise<HTMLImageElement> {
  const path = new URL('../../../../../docs/viewer.png', import.meta.url)
  const names = ['127.0.0.1', '[::1]', 'localhost'].filter((name) => name !== location.hostname)
  return Promise.any(
    names.map(async (name) => {
      const image = new Image()
      image.src = `http://${name}:${location.port}${path.pathname}`
      await image.decode()
      return image
    }),
  )
}

it('lets a canvas be that holds a picture of another origin', async () => {
  const canvas = addCanvas('data-record-safe')
  const image = await loadFromElsewhere()
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  draw(canvas, '#ff0000')
  expect(() => canvas.toDataURL()).toThrow(DOMException)
  const { pictures, observed } = record()
  await afterTwoRounds(pictures)
  expect(pictures()).toHaveLength(2)
  expect(observed.errors).toEqual([])
})

it('reads WebGL as it is drawn, and leaves its context and its buffer alone', async () => {
  const canvas = addCanvas('data-record-safe')
  const context = canvas.getContext('webgl')
  if (!context) throw new Error('No WebGL')
  const seen: number[] = []
  let frame = 0
  const paint = (): void => {
    frame = requestAnimationFrame(paint)
    context.clearColor(0, 0, 1, 1)
    context.clear(context.COLOR_BUFFER_BIT)
    const pixel = new Uint8Array(4)
    context.readPixels(1, 1, 1, 1, context.RGBA, context.UNSIGNED_BYTE, pixel)
    seen.push(pixel[2] ?? 0)
  }
  paint()
  stop.push(() => cancelAnimationFrame(frame))
  let asked = 0
  canvas.getContext = () => {
    asked++
    return null
  }
  const { pictures } = record()
  await expect.poll(pictures).toHaveLength(1)
  const [red = 255, , blue = 0] = await colourOf(pictures()[0] ?? '')
  expect(red).toBeLessThan(50)
  expect(blue).toBeGreaterThan(200)
  expect(new Set(seen)).toEqual(new Set([255]))
  expect(asked).toBe(0)
})

it('reads nothing more once stopped', async () => {
  const canvas = addCanvas('data-record-safe')
  draw(canvas, '#ff0000')
  const { pictures, recording } = record()
  await expect.poll(pictures).toHaveLength(1)
  recording.stop()
  draw(canvas, '#00ff00')
  const { pictures: others } = record()
  await expect.poll(others).toHaveLength(1)
  expect(pictures()).toHaveLength(1)
})
