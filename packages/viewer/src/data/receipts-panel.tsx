import type { DeletionReceipt, ReceiptPage } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { count } from '../format/count.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { Answered, Panel } from '../ui/panel.tsx'
import type { AnswerHandle } from '../ui/use-answer.ts'
import { saveReceipt } from './save-receipt.ts'

export interface ReceiptsPanelProps {
  receipts: AnswerHandle<ReceiptPage>
  /** null if there are no more to be shown. */
  onMore: (() => void) | null
}

const whys: Readonly<Record<DeletionReceipt['why'], string>> = {
  request: 'as asked for',
  retention: 'as their time was over',
  budget: 'to make room',
}

/** The signed proofs of what was erased, whoever or whatever erased it. */
export function ReceiptsPanel({ receipts, onMore }: ReceiptsPanelProps): ReactNode {
  return (
    <Panel title="Receipts">
      <p className="muted">
        The server signs for every erasure. A receipt names sessions by their random ids, and
        nothing of what was in them.
      </p>
      <Answered handle={receipts} lines={2}>
        {({ receipts, nextCursor }) => (
          <>
            <ReceiptList receipts={receipts} />
            {nextCursor !== null && onMore ? (
              <div className="form-actions">
                <button type="button" className="button button-small" onClick={onMore}>
                  Show older receipts
                </button>
              </div>
            ) : null}
          </>
        )}
      </Answered>
    </Panel>
  )
}

function ReceiptList({ receipts }: { receipts: readonly DeletionReceipt[] }): ReactNode {
  if (receipts.length === 0) return <p className="notice">Nothing has been erased yet.</p>
  return (
    <ul className="hold-list" aria-label="Receipts, the newest first">
      {receipts.map((receipt) => {
        const when = formatAbsolute(receipt.erasedAt)
        return (
          <li key={receipt.signature}>
            <div>
              <p>
                <b>{count(receipt.sessions.length, 'session')}</b>, {whys[receipt.why]}
              </p>
              <p className="muted">
                by {receipt.by}, {when}
              </p>
            </div>
            <button
              type="button"
              className="button button-small"
              aria-label={`Download the receipt of ${when}`}
              onClick={() => saveReceipt(receipt)}
            >
              Download
            </button>
          </li>
        )
      })}
    </ul>
  )
}
