import { ReplayProvider, replayRootOptions } from '@playhead/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startTrackers } from './trackers.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/programme.css'
import './styles/film.css'
import './styles/checkout.css'

// One of the bugs to find is in the checkout. By default no page with card fields is recorded at all;
// where it is, what is typed into them still never leaves the browser.
const privacy = { allowPaymentPages: true }

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has no #root.')

void startTrackers()

createRoot(root, replayRootOptions()).render(
  <StrictMode>
    <ReplayProvider endpoint="/api/replay" release="halflight@1.0.0" privacy={privacy}>
      <App />
    </ReplayProvider>
  </StrictMode>,
)
