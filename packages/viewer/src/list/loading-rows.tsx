import type { ReactNode } from 'react'
import { SessionRowHead } from './session-row.tsx'

/** Rows of the height of real ones, so that nothing jumps when they arrive. */
export function LoadingRows(): ReactNode {
  return (
    <>
      <SessionRowHead />
      <ul className="session-rows" aria-hidden="true">
        {Array.from({ length: 8 }, (_, index) => (
          <li key={index}>
            <span className="session-row session-row-loading" />
          </li>
        ))}
      </ul>
    </>
  )
}
