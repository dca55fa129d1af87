export interface Screening {
  id: string
  day: string
  time: string
  screen: string
  /** Seats already sold, such as `C4`. */
  taken: readonly string[]
}

export interface Film {
  /** Also its name in the address, and its poster's. */
  slug: string
  title: string
  genre: string
  minutes: number
  year: number
  language: string
  director: string
  line: string
  story: string
  screenings: readonly Screening[]
}

const rows = ['A', 'B', 'C', 'D', 'E', 'F', 'G']

export const films: readonly Film[] = [
  {
    slug: 'the-salt-line',
    title: 'The Salt Line',
    genre: 'Drama',
    minutes: 112,
    year: 2026,
    language: 'Portuguese, English subtitles',
    director: 'Marta Quental',
    line: 'Two brothers, one lighthouse, and a debt the sea will not forget.',
    story:
      'When their father dies, Rui comes home for three days to sell the lighthouse. Tomé has not left it in thirty years. Shot in one long winter on the Alentejo coast, in light that had to be waited for.',
    screenings: screen('the-salt-line', 1, [
      ['Tonight', '20:30'],
      ['Tomorrow', '18:00'],
      ['Thursday', '21:15'],
    ]),
  },
  {
    slug: 'night-bus',
    title: 'Night Bus',
    genre: 'Comedy',
    minutes: 94,
    year: 2025,
    language: 'Dutch, English subtitles',
    director: 'Joris van Hecke',
    line: 'Line 9, eleven passengers, and nobody can remember their stop.',
    story:
      'A driver on her last shift decides not to turn around at the depot. By three in the morning the bus has a name, a parliament and a wedding.',
    screenings: screen('night-bus', 2, [
      ['Tonight', '22:00'],
      ['Tomorrow', '20:00'],
    ]),
  },
  {
    slug: 'eleven-floors-down',
    title: 'Eleven Floors Down',
    genre: 'Thriller',
    minutes: 101,
    year: 2026,
    language: 'English',
    director: 'Ines Okafor',
    line: 'The lift stops where the building has no floor.',
    story:
      'A night clerk, a locked archive, and a button that was not there yesterday. Ninety of its hundred minutes take place in four square metres.',
    screenings: screen('eleven-floors-down', 1, [
      ['Tonight', '23:00'],
      ['Friday', '21:30'],
    ]),
  },
  {
    slug: 'the-cartographers',
    title: 'The Cartographers',
    genre: 'Adventure',
    minutes: 128,
    year: 2026,
    language: 'French, English subtitles',
    director: 'Lucie Amsel',
    line: 'They drew the valley first. Then they had to find it.',
    story:
      'Three sisters inherit a map of a place that does not exist, and a deadline to prove that it does. For everyone who was ever happily lost.',
    screenings: screen('the-cartographers', 1, [
      ['Tomorrow', '15:00'],
      ['Saturday', '17:30'],
    ]),
  },
  {
    slug: 'tin-orchestra',
    title: 'Tin Orchestra',
    genre: 'Animation',
    minutes: 78,
    year: 2024,
    language: 'No words',
    director: 'Studio Klinkaert',
    line: 'Forty saucepans, one conductor, and a kitchen that will not keep quiet.',
    story:
      'Frame by frame, with real pans, for five years. From the age of four, and for anyone who has ever drummed on a table.',
    screenings: screen('tin-orchestra', 2, [
      ['Tomorrow', '14:30'],
      ['Saturday', '11:00'],
    ]),
  },
  {
    slug: 'low-tide-high-summer',
    title: 'Low Tide, High Summer',
    genre: 'Romance',
    minutes: 106,
    year: 2025,
    language: 'Spanish, English subtitles',
    director: 'Alba Ferrín',
    line: 'Every year they meet for six hours, while the island has a road.',
    story:
      'Twice a day the sea lets go of the causeway. He keeps bees on one side of it, she repairs boats on the other, and neither of them can swim.',
    screenings: screen('low-tide-high-summer', 2, [
      ['Tonight', '19:15'],
      ['Friday', '20:45'],
    ]),
  },
]

export function findScreening(id: string): Screening | undefined {
  return films.flatMap((film) => film.screenings).find((screening) => screening.id === id)
}

function screen(slug: string, number: number, times: readonly [string, string][]): Screening[] {
  return times.map(([day, time], index) => ({
    id: `${slug}-${index + 1}`,
    day,
    time,
    screen: `Screen ${number}`,
    taken: sellSome(slug.length * 3 + index * 5),
  }))
}

/** Pairs of seats here and there, mostly towards the middle. */
function sellSome(start: number): string[] {
  return Array.from({ length: 9 }, (_, pair) => {
    const row = rows[(start + pair * 3) % rows.length] ?? 'A'
    const seat = 2 + ((start + pair * 5) % 8)
    return [`${row}${seat}`, `${row}${seat + 1}`]
  }).flat()
}
