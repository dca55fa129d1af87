import type { Player } from '@playhead/player'
import type { CreatedShare } from '@playhead/protocol'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { formatOffset } from '../format/format-duration.ts'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'
import { writeClipboard } from './use-copy-link.ts'

const expiries = [
  { days: 1, label: '1 day' },
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
] as const

/** How much a link shows. The stretches are cut around the moment that is shown, ms before and after. */
const parts = [
  { name: 'all', label: 'The whole session', before: Infinity, after: Infinity },
  { name: 'minute', label: '1 minute around this moment', before: 45_000, after: 15_000 },
  { name: 'five', label: '5 minutes around this moment', before: 240_000, after: 60_000 },
  { name: 'from', label: 'From this moment on', before: 0, after: Infinity },
] as const

export interface ShareFormProps {
  player: Player | null
  session: string
  onCreated: () => void
}

export function ShareForm({ player, session, onCreated }: ShareFormProps): ReactNode {
  const { client } = useEnvironment()
  const [days, setDays] = useState(7)
  const [part, setPart] = useState<(typeof parts)[number]>(parts[0])
  const { state, start } = useTask<{ created: CreatedShare; isCopied: boolean }>()
  const moment = player?.getState()
  const range = moment && part.name !== 'all' ? toRange(part, moment) : null

  function create(event: FormEvent): void {
    event.preventDefault()
    start(async () => {
      const created = await client.createShare({ session, days, ...(range ? { range } : {}) })
      onCreated()
      const url = new URL(created.url, location.origin).href
      const isCopied = await writeClipboard(url).then(
        () => true,
        () => false,
      )
      return { created: { ...created, url }, isCopied }
    })
  }

  return (
    <form className="panel-form" onSubmit={create}>
      <div className="field-row">
        <label className="field">
          <span>It shows</span>
          <select
            value={part.name}
            onChange={(event) =>
              setPart(parts.find(({ name }) => name === event.target.value) ?? parts[0])
            }
          >
            {parts.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="field field-narrow">
          <span>It opens for</span>
          <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {expiries.map((one) => (
              <option key={one.days} value={one.days}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="field-hint">
        {range && moment
          ? `From ${formatOffset(range.from - moment.startedAt)} to ${formatOffset(range.to - moment.startedAt)} on the seek bar.`
          : 'All of its tabs, from beginning to end.'}
      </p>
      <div className="form-actions">
        <button
          type="submit"
          className="button button-primary"
          aria-disabled={state.name === 'running'}
        >
          {state.name === 'running' ? 'Making it…' : 'Make a link'}
        </button>
      </div>
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="There is no link." right="share" />
      ) : null}
      {state.name === 'done' ? (
        <div role="status">
          <label className="field">
            <span>
              {state.value.isCopied ? 'The link is copied.' : 'Copy the link.'} It is shown only
              now, and opens until {formatAbsolute(state.value.created.share.expiresAt)}.
            </span>
            <input
              className="text-field"
              readOnly
              value={state.value.created.url}
              onFocus={(event) => event.target.select()}
            />
          </label>
        </div>
      ) : null}
    </form>
  )
}

function toRange(
  { before, after }: (typeof parts)[number],
  { at, startedAt, endedAt }: { at: number; startedAt: number; endedAt: number },
): { from: number; to: number } {
  return {
    from: Math.round(Math.max(at - before, startedAt)),
    to: Math.round(Math.min(at + after, endedAt)),
  }
}
