import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatPrice } from '../lib/format-price'
import { finishes, type Lamp } from '../lib/lamps'
import { LampIllustration } from './lamp-illustration'

export function LampCard({ lamp }: { lamp: Lamp }): ReactNode {
  return (
    <Link className="lamp-card" href={`/lamps/${lamp.shape}`}>
      <div className="lamp-stage">
        <LampIllustration shape={lamp.shape} finish={lamp.finishes[0]} />
      </div>
      <div className="lamp-card-text">
        <h3>{lamp.name}</h3>
        <span className="price">{formatPrice(lamp.priceInCents)}</span>
        <p>{lamp.kind}</p>
        <ul className="dots" aria-label="Finishes">
          {lamp.finishes.map((finish) => (
            <li key={finish} className={`dot finish-${finish}`} title={finishes[finish]} />
          ))}
        </ul>
      </div>
    </Link>
  )
}
