import type { RegionKind } from './find-regions.ts'

/** How each kind is drawn: by colour, by line, by filling and by letter, so that none is needed alone. */
export interface RegionLook {
  letter: string
  /** In which corner, at the top, the letter is. */
  side: 'left' | 'right'
  name: string
  meaning: string
  color: string
  /** CSS pixels drawn and left out; none for a solid line. */
  dash: number[]
  filling: 'none' | 'hatched' | 'crossed'
}

export const regionLooks: Readonly<Record<RegionKind, RegionLook>> = {
  safe: {
    letter: 'S',
    side: 'left',
    name: 'safe',
    meaning: 'recorded as it is',
    color: '#0a7d3c',
    dash: [],
    filling: 'none',
  },
  masked: {
    letter: 'M',
    side: 'left',
    name: 'masked',
    meaning: 'its place is recorded, its words are not',
    color: '#1f5fae',
    dash: [2, 3],
    filling: 'hatched',
  },
  blocked: {
    letter: 'B',
    side: 'left',
    name: 'blocked',
    meaning: 'an empty box of its size',
    color: '#b3261e',
    dash: [],
    filling: 'crossed',
  },
  ignored: {
    letter: 'I',
    side: 'right',
    name: 'ignored',
    meaning: 'what is done there is not told',
    color: '#7a3fb0',
    dash: [9, 4],
    filling: 'none',
  },
}
