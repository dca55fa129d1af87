export const finishes = {
  oat: 'Oat',
  clay: 'Clay',
  moss: 'Moss',
  ink: 'Ink',
} as const

export type Finish = keyof typeof finishes

const shapes = ['plover', 'heron', 'dunlin', 'tern', 'crane', 'owl', 'wren', 'lark'] as const

export type Shape = (typeof shapes)[number]

export interface Lamp {
  /** Also its name in the address. */
  shape: Shape
  name: string
  kind: string
  priceInCents: number
  finishes: readonly [Finish, ...Finish[]]
  summary: string
  story: string
  size: string
  light: string
  material: string
}

export const lamps: readonly Lamp[] = [
  {
    shape: 'plover',
    name: 'Plover',
    kind: 'Table lamp',
    priceInCents: 18_900,
    finishes: ['clay', 'oat', 'moss', 'ink'],
    summary: 'A low dome that keeps its light to the table.',
    story:
      'The shade comes down far enough that you never see the bulb, only what it falls on: a page, a plate, a pair of hands. Thrown on the wheel in two pieces and joined while the clay is still soft.',
    size: '28 cm wide, 36 cm tall',
    light: '2,200 to 2,700 K, dimmable at the base',
    material: 'Stoneware, linen cord',
  },
  {
    shape: 'heron',
    name: 'Heron',
    kind: 'Floor lamp',
    priceInCents: 34_900,
    finishes: ['ink', 'oat', 'moss'],
    summary: 'Stands by the wall, reads over your shoulder.',
    story:
      'One steel tube, bent once. The foot is heavy enough that the neck can lean a full metre over a sofa, and light enough that you will move it to the window in June.',
    size: '96 cm reach, 164 cm tall',
    light: '2,700 K, foot switch',
    material: 'Powder-coated steel, cast foot',
  },
  {
    shape: 'dunlin',
    name: 'Dunlin',
    kind: 'Portable lamp',
    priceInCents: 12_900,
    finishes: ['moss', 'clay', 'ink'],
    summary: 'Nine hours of light, and no cord to trip over.',
    story:
      'For the balcony, the bath, the power cut. Touch the globe to dim it; set it on its foot to charge. The battery is held by two screws, because batteries grow old before lamps do.',
    size: '15 cm wide, 24 cm tall',
    light: '2,200 K, 9 hours at half light',
    material: 'Opal glass, oiled oak',
  },
  {
    shape: 'tern',
    name: 'Tern',
    kind: 'Pendant',
    priceInCents: 22_900,
    finishes: ['oat', 'ink', 'clay'],
    summary: 'A wide cone for the table where everybody ends up.',
    story:
      'Spun from one sheet of aluminium and painted inside in the colour of late sun, so that even a plain bulb gives a warm room. Hang it low: sixty centimetres above the table is right.',
    size: '42 cm wide, cord 2 m',
    light: 'E27, up to 12 W',
    material: 'Spun aluminium, cotton cord',
  },
  {
    shape: 'crane',
    name: 'Crane',
    kind: 'Desk lamp',
    priceInCents: 19_900,
    finishes: ['ink', 'clay', 'oat'],
    summary: 'Stays exactly where you put it.',
    story:
      'Two arms and three joints with a spring you can tighten by hand. Light enough to swing with a finger, honest enough to hold still afterwards.',
    size: '72 cm reach',
    light: '3,000 K, 450 lm, dimmable',
    material: 'Steel, brass joints',
  },
  {
    shape: 'owl',
    name: 'Owl',
    kind: 'Paper lantern',
    priceInCents: 9_900,
    finishes: ['oat', 'clay'],
    summary: 'A full moon on three legs.',
    story:
      'Mulberry paper over a bamboo spiral, folded flat for the journey home. It does not light a room; it makes one softer.',
    size: '38 cm wide, 52 cm tall',
    light: '2,200 K, cord switch',
    material: 'Mulberry paper, bamboo, ash',
  },
  {
    shape: 'wren',
    name: 'Wren',
    kind: 'Wall lamp',
    priceInCents: 14_900,
    finishes: ['clay', 'oat', 'moss', 'ink'],
    summary: 'Light up, light down, nothing in your eyes.',
    story:
      'A half-moon of stoneware that hides its bulb from every chair in the room. Made for stairs, bedsides and the long wall you never knew what to do with.',
    size: '24 cm wide, 13 cm deep',
    light: '2,700 K, hard-wired or plug',
    material: 'Stoneware, brass plate',
  },
  {
    shape: 'lark',
    name: 'Lark',
    kind: 'Column lamp',
    priceInCents: 27_900,
    finishes: ['oat', 'moss'],
    summary: 'A quiet column for the darkest corner.',
    story:
      'Pleated linen around a slim oak spine, lit from within from floor to top. Set it behind a plant and let the leaves do the rest.',
    size: '22 cm wide, 110 cm tall',
    light: '2,200 K, dimmable',
    material: 'Pleated linen, oak',
  },
]

export function findLamp(shape: string): Lamp | undefined {
  return lamps.find((lamp) => lamp.shape === shape)
}

export function findFinish(name: string): Finish {
  for (const finish of Object.keys(finishes) as Finish[]) if (finish === name) return finish
  throw new Error(`There is no finish ${name}.`)
}
