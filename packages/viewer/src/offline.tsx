import { createQueryClient } from '@playhead/player'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { EnvironmentContext } from './app/environment.ts'
import { watchOnly } from './app/use-access.ts'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { readRecording, serveRecording } from './offline/serve-recording.ts'
import SessionPage from './session/session-page.tsx'
import { applyTheme } from './ui/theme.ts'
import './styles/index.css'

/* One session in a file of its own: the page of an exported recording, which has no server. */
const element = document.getElementById('app')
const data = document.getElementById('recording')
if (!element || !data) throw new Error('This page holds no recording.')

const recording = readRecording(data.textContent)
const environment = { basePath: '', fetch: serveRecording(recording) }

applyTheme()
createRoot(element).render(
  <StrictMode>
    <EnvironmentContext
      value={{
        ...environment,
        client: createQueryClient(environment),
        isAlone: true,
        hasRemarks: true,
        ...watchOnly,
      }}
    >
      <ErrorBoundary>
        <SessionPage session={recording.session} moment={{}} onErased={() => undefined} />
      </ErrorBoundary>
    </EnvironmentContext>
  </StrictMode>,
)
