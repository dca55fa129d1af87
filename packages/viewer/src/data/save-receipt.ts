import type { DeletionReceipt } from '@playhead/protocol'
import { saveFile } from '../ui/save-file.ts'

export function saveReceipt(receipt: DeletionReceipt): void {
  const text = `${JSON.stringify(receipt, null, 2)}\n`
  const name = `playhead-receipt-${new Date(receipt.erasedAt).toISOString().slice(0, 10)}.json`
  saveFile(new Blob([text], { type: 'application/json' }), name)
}
