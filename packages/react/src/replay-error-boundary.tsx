'use client'

import { Component, type ErrorInfo, type ReactNode } from 'react'
import { digestOf, linkTo, recordError } from './record-error.ts'

export interface ReplayFallbackProps {
  error: unknown
  /** Opens the recording at the moment of the error; empty if nothing is recorded. */
  replayUrl: string
  /** Renders the children again. */
  reset: () => void
}

export interface ReplayErrorBoundaryProps {
  children?: ReactNode
  /** What is shown instead of children that failed. */
  fallback: ReactNode | ((props: ReplayFallbackProps) => ReactNode)
  onError?: (error: unknown, info: ErrorInfo) => void
}

type State = { name: 'fine' } | { name: 'failed'; error: unknown; replayUrl: string }

/**
 * Catches what its children throw while rendering, and records it with the stack of components.
 *
 * @example
 * <ReplayErrorBoundary fallback={({ replayUrl, reset }) => <Sorry href={replayUrl} onRetry={reset} />}>
 *   <Checkout />
 * </ReplayErrorBoundary>
 */
export class ReplayErrorBoundary extends Component<ReplayErrorBoundaryProps, State> {
  override state: State = { name: 'fine' }

  static getDerivedStateFromError(error: unknown): State {
    return { name: 'failed', error, replayUrl: linkTo(error) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const digest = digestOf(error)
    const { componentStack } = info
    recordError(error, { react: 'boundary', componentStack, digest })
    this.props.onError?.(error, info)
  }

  override render(): ReactNode {
    const { state } = this
    const { children, fallback } = this.props
    if (state.name === 'fine') return children
    if (typeof fallback !== 'function') return fallback
    const { error, replayUrl } = state
    return fallback({ error, replayUrl, reset: () => this.setState({ name: 'fine' }) })
  }
}
