import { RecordSafe } from '@playhead/react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ChooseLamp } from '../../../components/choose-lamp'
import { LampCard } from '../../../components/lamp-card'
import { findFinish, findLamp, lamps } from '../../../lib/lamps'

interface Props {
  params: Promise<{ slug: string }>
  /** `finish`: the one to show first, as links in our newsletter have it. */
  searchParams: Promise<{ finish?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lamp = findLamp((await params).slug)
  return lamp ? { title: lamp.name, description: lamp.summary } : {}
}

export default async function LampPage({ params, searchParams }: Props): Promise<ReactNode> {
  const lamp = findLamp((await params).slug)
  if (!lamp) notFound()
  const { finish } = await searchParams
  const at = lamps.indexOf(lamp)
  const others = [1, 2, 3, 4].flatMap((step) => lamps[(at + step) % lamps.length] ?? [])
  return (
    <RecordSafe as="main">
      <ChooseLamp lamp={lamp} first={finish === undefined ? undefined : findFinish(finish)} />
      <section className="catalogue">
        <h2>Goes well with</h2>
        <div className="lamp-grid">
          {others.map((other) => (
            <LampCard key={other.shape} lamp={other} />
          ))}
        </div>
      </section>
    </RecordSafe>
  )
}
