import { Component, type ReactNode } from 'react'
import { HelpMessage } from '../ui/help-message.tsx'

interface Props {
  children: ReactNode
}

type State = { error: null } | { error: Error }

/** Says what went wrong in the viewer itself, where React would leave an empty page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <HelpMessage title="The viewer has failed" tone="error">
        <p>
          This is a defect of the viewer, or it was updated while this page was open. Recordings are
          not affected.
        </p>
        <pre>{error.message}</pre>
        <button type="button" className="button" onClick={() => location.reload()}>
          Load the page anew
        </button>
      </HelpMessage>
    )
  }
}
