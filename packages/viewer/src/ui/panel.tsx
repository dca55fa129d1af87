import { type ReactNode, useId } from 'react'
import { Failure } from './failure.tsx'
import type { AnswerHandle } from './use-answer.ts'

/** A part of a page, with a heading of its own. */
export function Panel({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

/** What the server answered, or that it is on its way, or why it did not come. */
export function Answered<T>({
  handle,
  lines,
  children,
}: {
  handle: AnswerHandle<T>
  /** Lines of the usual answer, whose place is kept. */
  lines: number
  children: (value: T) => ReactNode
}): ReactNode {
  const { answer, reload } = handle
  switch (answer.name) {
    case 'loading':
      return (
        <div className="panel-waiting" role="status">
          <span className="visually-hidden">Loading</span>
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} />
          ))}
        </div>
      )
    case 'failed':
      return <Failure error={answer.error} onRetry={reload} />
    case 'loaded':
      return children(answer.value)
  }
}
