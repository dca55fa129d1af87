import type { StorageReport } from '@playhead/protocol'
import { type ReactNode, useCallback } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toDataPath } from '../app/route.ts'
import { formatUntil } from '../format/format-keep.ts'
import { Icon } from '../ui/icon.tsx'
import { useAnswer } from '../ui/use-answer.ts'
import { useNow } from '../ui/use-now.ts'
import { shareUsed, toFullness } from './storage-share.ts'

/** Says above the list that the budget is nearly used up, before it takes sessions. */
export function StorageNotice(): ReactNode {
  const { client, basePath } = useEnvironment()
  const now = useNow()
  const { answer } = useAnswer(
    useCallback((signal: AbortSignal) => client.readStorage({ signal }), [client]),
  )
  // The list is what this page is for: without an answer there is nothing to warn of.
  const text = answer.name === 'loaded' ? toText(answer.value, now) : null
  if (text === null) return null
  return (
    <p className="storage-notice" role="status">
      <Icon name="warning" />
      <span>{text}</span>
      <Link href={toDataPath(basePath)}>See data</Link>
    </p>
  )
}

function toText(report: StorageReport, now: number): string | null {
  const share = shareUsed(report)
  if (share === null) return null
  switch (toFullness(share)) {
    case 'plain':
      return null
    case 'full':
      return 'Storage is full: the oldest sessions go.'
    case 'high': {
      const until = report.fullAt === null ? '' : `, full ${formatUntil(report.fullAt, now)}`
      return `Storage ${Math.round(share * 100)} % used${until}.`
    }
  }
}
