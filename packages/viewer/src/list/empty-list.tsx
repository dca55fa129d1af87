import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { HelpMessage } from '../ui/help-message.tsx'

/** Nothing has been recorded yet: how to come to a first session. */
export function EmptyList(): ReactNode {
  const { basePath } = useEnvironment()
  const script = `<script src="${basePath}/playhead.js"></script>
<script src="/start-replay.js"></script>

// start-replay.js
Playhead.start({ endpoint: '${basePath}' })`
  const react = `<ReplayProvider endpoint="${basePath}">
  <App />
</ReplayProvider>`

  return (
    <HelpMessage title="No session has been recorded yet">
      <p>
        The server is running and takes recordings. Open your application in another tab and click
        around: the session appears here by itself within a few seconds.
      </p>
      <p>If it does not, the page is not recording. Start it there, in React:</p>
      <pre>{react}</pre>
      <p>or on any other page:</p>
      <pre>{script}</pre>
      <p className="muted">
        Text and inputs are masked before anything leaves the page. What may be read is for you to
        say, with <code>data-record-safe</code>.
      </p>
    </HelpMessage>
  )
}
