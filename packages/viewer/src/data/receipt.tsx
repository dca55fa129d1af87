import type { DeletionReceipt } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { count } from '../format/count.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { saveReceipt } from './save-receipt.ts'

/** The signed proof of an erasure. It names sessions by their random ids, and nothing of what was in them. */
export function Receipt({ receipt }: { receipt: DeletionReceipt }): ReactNode {
  const { erasedAt, by, sessions, publicKey, signature } = receipt
  return (
    <div className="receipt">
      <p>
        <b>{count(sessions.length, 'session')} erased for good.</b> This receipt proves it: keep it
        where you keep such proofs. <code>playhead verify-receipt</code> checks it.
      </p>
      <dl>
        <div>
          <dt>When</dt>
          <dd>{formatAbsolute(erasedAt)}</dd>
        </div>
        <div>
          <dt>By</dt>
          <dd>{by}</dd>
        </div>
        <div>
          <dt>Sessions</dt>
          <dd>
            <ul className="receipt-sessions" tabIndex={0} aria-label="Erased sessions">
              {sessions.map(({ id }) => (
                <li key={id}>
                  <code>{id}</code>
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div>
          <dt>Public key</dt>
          <dd>
            <code>{publicKey}</code>
          </dd>
        </div>
        <div>
          <dt>Signature</dt>
          <dd>
            <code>{signature}</code>
          </dd>
        </div>
      </dl>
      <button type="button" className="button" onClick={() => saveReceipt(receipt)}>
        Download receipt
      </button>
    </div>
  )
}
