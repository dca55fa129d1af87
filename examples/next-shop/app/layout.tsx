import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { RecordRoute } from '../components/record-route'
import { ShopReplay } from '../components/shop-replay'
import { SiteFooter } from '../components/site-footer'
import { SiteHeader } from '../components/site-header'
import { StartTrackers } from '../components/start-trackers'
import { nextDispatch } from '../lib/next-dispatch'
import { readTrackers } from '../lib/trackers'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/frame.css'
import '../styles/lamp.css'
import '../styles/catalogue.css'
import '../styles/product.css'
import '../styles/order.css'
import '../styles/help.css'

export const metadata: Metadata = {
  title: { default: 'Roost · Lamps for the quiet end of the day', template: '%s · Roost' },
  description: 'Table, floor and pendant lamps, made slowly in Porto.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f2ea' },
    { media: '(prefers-color-scheme: dark)', color: '#17131c' },
  ],
}

export default async function Layout({ children }: { children: ReactNode }): Promise<ReactNode> {
  // Each page is rendered for its request: the policy's nonce is new with it, too.
  const dispatch = nextDispatch((await headers()).get('accept-language'))
  return (
    <html lang="en">
      <body>
        <ShopReplay>
          <SiteHeader />
          {children}
          <SiteFooter dispatch={dispatch} />
          <RecordRoute />
        </ShopReplay>
        <StartTrackers trackers={readTrackers()} />
      </body>
    </html>
  )
}
