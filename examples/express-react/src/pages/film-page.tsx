import { type ReactNode, useState } from 'react'
import { Poster } from '../components/poster.tsx'
import { SeatPlan } from '../components/seat-plan.tsx'
import { type Film, formatPrice, priceInCents } from '../films.ts'
import { Link, navigate } from '../router.tsx'

export function FilmPage({ film, wanted }: { film: Film; wanted: string | null }): ReactNode {
  const [screeningId, setScreeningId] = useState(wanted)
  const [seats, setSeats] = useState<readonly string[]>([])
  const screening = film.screenings.find(({ id }) => id === screeningId) ?? film.screenings[0]
  return (
    <div className="film">
      <aside className="film-poster">
        <Poster slug={film.slug} />
      </aside>
      <div className="film-text">
        <p className="kicker">
          {film.genre}, {film.minutes} min
        </p>
        <h1>{film.title}</h1>
        <p className="lead">{film.story}</p>
        <p className="film-facts">
          A film by {film.director}, {film.year}. {film.language}.
        </p>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const order = new URLSearchParams({ screening: screening?.id ?? '' })
            for (const seat of seats) order.append('seat', seat)
            navigate(`/checkout?${order}`)
          }}
        >
          <fieldset className="choose-time">
            <legend>When</legend>
            {film.screenings.map(({ id, day, time }) => (
              <label key={id} className={id === screening?.id ? 'time chosen' : 'time'}>
                <input
                  type="radio"
                  name="screening"
                  value={id}
                  checked={id === screening?.id}
                  onChange={() => {
                    setScreeningId(id)
                    setSeats([])
                  }}
                />
                {day} <b>{time}</b>
              </label>
            ))}
          </fieldset>
          <SeatPlan taken={screening?.taken ?? []} chosen={seats} onChange={setSeats} />
          <div className="order-bar">
            <p aria-live="polite">
              {seats.length === 0 ? (
                `${formatPrice(priceInCents)} a seat, wherever you sit.`
              ) : (
                <>
                  <b>{[...seats].sort().join(', ')}</b> {formatPrice(priceInCents * seats.length)}
                </>
              )}
            </p>
            <button type="submit" className="button" disabled={seats.length === 0}>
              Go to checkout
            </button>
          </div>
        </form>
        <Link className="back" href="/">
          All films
        </Link>
      </div>
    </div>
  )
}
