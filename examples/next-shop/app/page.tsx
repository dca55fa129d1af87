import { RecordSafe } from '@playhead/react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { LampCard } from '../components/lamp-card'
import { LampIllustration } from '../components/lamp-illustration'
import { lamps } from '../lib/lamps'

export default function CataloguePage(): ReactNode {
  return (
    <RecordSafe as="main">
      <section className="hero">
        <div className="hero-text">
          <p className="kicker">Eight lamps, made slowly in Porto</p>
          <h1>For the quiet end of the day</h1>
          <p className="lead">
            Nobody ever felt at home under a ceiling light. Ours stand low, glow warm, and leave the
            corners to the dark.
          </p>
          <p className="hero-actions">
            <Link className="button" href="#lamps">
              See the lamps
            </Link>
            <Link className="button quiet" href="/lamps/plover">
              Meet Plover
            </Link>
          </p>
        </div>
        <div className="hero-stage">
          <LampIllustration shape="plover" finish="clay" label="Plover, a low table lamp" />
        </div>
      </section>
      <ul className="promises">
        <li>
          <b>Warm by design</b> Nothing above 3,000 kelvin
        </li>
        <li>
          <b>60 evenings</b> Live with it, then decide
        </li>
        <li>
          <b>Repairs for life</b> Every part can be had
        </li>
      </ul>
      <section id="lamps" className="catalogue">
        <h2>The lamps</h2>
        <div className="lamp-grid">
          {lamps.map((lamp) => (
            <LampCard key={lamp.shape} lamp={lamp} />
          ))}
        </div>
      </section>
    </RecordSafe>
  )
}
