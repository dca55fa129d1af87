import { RecordSafe } from '@playhead/react'
import { type ReactNode, Suspense, use } from 'react'
import { SiteFooter } from './components/site-footer.tsx'
import { SiteHeader } from './components/site-header.tsx'
import { CheckoutPage } from './pages/checkout-page.tsx'
import { FilmPage } from './pages/film-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { ProgrammePage } from './pages/programme-page.tsx'
import { TicketsPage } from './pages/tickets-page.tsx'
import { loadFilms } from './films.ts'
import { useAddress } from './router.tsx'

/** The cinema's own words can be read in a replay; what people type, and what is theirs, never can. */
export function App(): ReactNode {
  return (
    <>
      <SiteHeader />
      <RecordSafe as="main">
        <Suspense fallback={<p className="loading">The lights go down …</p>}>
          <Page />
        </Suspense>
      </RecordSafe>
      <SiteFooter />
    </>
  )
}

function Page(): ReactNode {
  const { pathname, searchParams } = useAddress()
  const films = use(loadFilms())

  if (pathname === '/') return <ProgrammePage films={films} />
  if (pathname === '/tickets') return <TicketsPage reference={searchParams.get('reference')} />
  if (pathname === '/checkout') {
    const id = searchParams.get('screening')
    for (const film of films) {
      const screening = film.screenings.find((screening) => screening.id === id)
      const seats = searchParams.getAll('seat')
      if (screening) return <CheckoutPage film={film} screening={screening} seats={seats} />
    }
  }
  const film = films.find(({ slug }) => pathname === `/films/${slug}`)
  return film ? (
    <FilmPage key={film.slug} film={film} wanted={searchParams.get('screening')} />
  ) : (
    <NotFoundPage />
  )
}
