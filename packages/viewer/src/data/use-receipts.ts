import type { ReceiptPage } from '@playhead/protocol'
import { useCallback, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { type AnswerHandle, useAnswer } from '../ui/use-answer.ts'

const none: ReceiptPage = { receipts: [], nextCursor: null }
const first = 5
/** As many as the server gives at once. */
const most = 200

/** The newest receipts, and a way to more of them; none for those who may not erase. */
export function useReceipts(): { receipts: AnswerHandle<ReceiptPage>; more: (() => void) | null } {
  const { client, may } = useEnvironment()
  const [limit, setLimit] = useState(first)
  const mayErase = may('erase')
  const receipts = useAnswer(
    useCallback(
      async (signal: AbortSignal) => (mayErase ? client.listReceipts({ limit, signal }) : none),
      [client, limit, mayErase],
    ),
  )
  return { receipts, more: limit < most ? () => setLimit(most) : null }
}
