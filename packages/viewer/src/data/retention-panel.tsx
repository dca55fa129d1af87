import type { RetentionEntry, StorageReport } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { formatKeep } from '../format/format-keep.ts'
import { Answered, Panel } from '../ui/panel.tsx'
import type { AnswerHandle } from '../ui/use-answer.ts'

/** How long sessions stay. */
export function RetentionPanel({ storage }: { storage: AnswerHandle<StorageReport> }): ReactNode {
  return (
    <Panel title="Retention">
      <Answered handle={storage} lines={3}>
        {({ retention }) => (
          <>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">Sessions</th>
                  <th scope="col">Stay after their last event</th>
                </tr>
              </thead>
              <tbody>
                {retention.map(({ when, keepMs }, index) => (
                  // The rules are the server's options: they stay while it runs.
                  <tr key={index}>
                    <td>{toWords(when, retention.length)}</td>
                    <td>{formatKeep(keepMs)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="muted">
              {retention.length > 1 ? 'The first line that fits a session counts. ' : ''}
              Set with <code>retention</code> in <code>createReplayServer</code>; the server erases
              by itself what is over.
            </p>
          </>
        )}
      </Answered>
    </Panel>
  )
}

function toWords(when: RetentionEntry['when'], entries: number): string {
  const { errors, identified, entryUrl, release } = when
  const words = [
    ...(errors === undefined ? [] : [errors ? 'with errors' : 'without errors']),
    ...(identified === undefined ? [] : [identified ? 'with a known user' : 'of unknown visitors']),
    ...(entryUrl === undefined ? [] : [`begun at ${entryUrl}`]),
    ...(release === undefined ? [] : [`of release ${release}`]),
  ]
  if (words.length > 0) return words.join(', ')
  return entries > 1 ? 'all others' : 'all'
}
