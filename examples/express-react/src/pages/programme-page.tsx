import type { ReactNode } from 'react'
import { Poster } from '../components/poster.tsx'
import type { Film } from '../films.ts'
import { Link } from '../router.tsx'

export function ProgrammePage({ films }: { films: readonly Film[] }): ReactNode {
  const [tonight, ...others] = films
  return (
    <>
      {tonight && <Tonight film={tonight} />}
      <section className="programme">
        <h2>Also this week</h2>
        <ul>
          {others.map((film) => (
            <li key={film.slug} className="film-card">
              <Link href={`/films/${film.slug}`}>
                <Poster slug={film.slug} />
                <h3>{film.title}</h3>
              </Link>
              <p>
                {film.genre}, {film.minutes} min
              </p>
              <Times film={film} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Tonight({ film }: { film: Film }): ReactNode {
  return (
    <section className="tonight">
      <Poster slug={film.slug} />
      <div className="tonight-text">
        <p className="kicker">Tonight on Screen 1</p>
        <h1>{film.title}</h1>
        <p className="lead">{film.line}</p>
        <p>
          {film.genre}, {film.minutes} min. A film by {film.director}.
        </p>
        <Link className="button" href={`/films/${film.slug}`}>
          Choose your seats
        </Link>
      </div>
    </section>
  )
}

function Times({ film }: { film: Film }): ReactNode {
  return (
    <ul className="times">
      {film.screenings.map(({ id, day, time }) => (
        <li key={id}>
          <Link href={`/films/${film.slug}?screening=${id}`}>
            {day} <b>{time}</b>
          </Link>
        </li>
      ))}
    </ul>
  )
}
