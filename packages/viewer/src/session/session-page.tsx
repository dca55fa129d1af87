import { type ReactNode, useEffect } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { type Moment, toListPath } from '../app/route.ts'
import { Failure } from '../ui/failure.tsx'
import { SessionHeader } from './session-header.tsx'
import { useRecording } from './use-recording.ts'
import { Workspace } from './workspace.tsx'

export interface SessionPageProps {
  session: string
  /** What the address pointed to when the page was opened. */
  moment: Moment
  onErased: () => void
}

export default function SessionPage({ session, moment, onErased }: SessionPageProps): ReactNode {
  const { basePath, isAlone } = useEnvironment()
  const { state, reload } = useRecording(session)
  const summary = state.name === 'loaded' ? state.recording.manifest.session : null
  const newerMs =
    state.name === 'loaded' ? state.newestEnd - state.recording.manifest.session.endedAt : 0

  useEffect(() => {
    document.title = `${summary?.user ?? 'Session'} · Playhead`
  }, [summary])

  return (
    <div className="session-page">
      <SessionHeader session={summary} newerMs={newerMs} onLoadNewer={reload} />
      {state.name === 'failed' ? (
        <main className="session-failed">
          <Failure error={state.error} onRetry={reload}>
            {isAlone ? null : (
              <Link className="button" href={toListPath(basePath)}>
                All sessions
              </Link>
            )}
          </Failure>
        </main>
      ) : null}
      {state.name === 'loading' ? <WorkspaceSkeleton /> : null}
      {state.name === 'loaded' ? (
        <Workspace recording={state.recording} moment={moment} onErased={onErased} />
      ) : null}
    </div>
  )
}

/** The same boxes as the workspace has, so that nothing jumps when it comes. */
function WorkspaceSkeleton(): ReactNode {
  return (
    <main className="workspace" aria-busy="true">
      <div className="player-column">
        <section className="stage-panel">
          <div className="page-bar" />
          <div className="stage">
            <div className="stage-overlay stage-waiting" role="status">
              <span className="spinner" />
              Loading the session
            </div>
          </div>
        </section>
        <div className="transport" />
      </div>
      <aside className="side-panel" />
    </main>
  )
}
