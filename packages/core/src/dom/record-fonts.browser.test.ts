import { afterEach, expect, it } from 'vitest'
import { type Recorded, recordFrames } from '../../testing/play-frames.ts'

let recorded: Recorded | undefined
afterEach(() => {
  recorded?.stop()
  document.fonts.clear()
})

interface Told {
  source: number
  family: string
  fontSource: string
  buffer: boolean
  descriptors: FontFaceDescriptors
}

const fontSource = 10
const told = (): Told[] =>
  (recorded?.frames ?? [])
    .map(({ data }) => data as Told)
    .filter(({ source }) => source === fontSource)

async function tells(count: number): Promise<Told[]> {
  await expect
    .poll(async () => {
      await recorded?.settle()
      return told()
    })
    .toHaveLength(count)
  return told()
}

it('tells fonts that code adds, with a clean address, and again with each full picture', async () => {
  recorded = recordFrames()
  const made = new FontFace('Brand Text', 'url(/fonts/brand.woff2?token=canary77)', {
    weight: '700',
    style: 'italic',
  })
  expect(made).toBeInstanceOf(FontFace)
  document.fonts.add(made)
  const [font] = await tells(1)
  expect(font).toMatchObject({
    family: 'Brand Text',
    buffer: false,
    descriptors: { weight: '700', style: 'italic' },
  })
  expect(font?.fontSource).toContain(`url("${location.origin}/fonts/brand.woff2`)
  expect(font?.fontSource).not.toContain('canary77')
  expect(() => new FontFace(font?.family ?? '', font?.fontSource ?? '')).not.toThrow()
  recorded.begin()
  expect((await tells(2))[1]).toEqual(font)
})

it('tells no font of bytes, of a blob or of a name that may be a person’s, none that is not added, and none that is added before it is recorded', async () => {
  document.fonts.add(new FontFace('Early', 'url(/early.woff2)'))
  recorded = recordFrames()
  document.fonts.add(new FontFace('Bytes', new ArrayBuffer(8)))
  const later = new FontFace('Later', 'url(/later.woff2)')
  document.fonts.add(new FontFace('Blob', 'url(blob:https://shop.example/17)'))
  document.fonts.add(new FontFace('zqsecretname', 'url(/known.woff2)'))
  document.fonts.add(new FontFace('Known', 'url(/known.woff2)'))
  expect((await tells(1))[0]?.family).toBe('Known')
  document.fonts.add(later)
  expect((await tells(2))[1]?.family).toBe('Later')
})

it('leaves the page as it was, and its errors to the page', async () => {
  const before = [FontFace, Object.getOwnPropertyDescriptor(FontFaceSet.prototype, 'add')?.value]
  recorded = recordFrames()
  expect(FontFace).not.toBe(before[0])
  expect([FontFace.name, FontFace.length, new FontFace('a', 'local(b)').constructor]).toEqual([
    'FontFace',
    2,
    before[0],
  ])
  expect(() => Reflect.construct(FontFace, [])).toThrow(TypeError)
  document.fonts.add(new FontFace('Known', 'url(/known.woff2)'))
  await tells(1)
  recorded.stop()
  expect([FontFace, Object.getOwnPropertyDescriptor(FontFaceSet.prototype, 'add')?.value]).toEqual(
    before,
  )
})
