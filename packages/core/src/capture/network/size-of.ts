/** Bytes of a body or a message, where they are known without reading any; null of what is none. */
export function sizeOf(data: unknown, sizeOfText: (text: string) => number): number | null {
  if (typeof data === 'string') return sizeOfText(data)
  if (data instanceof Blob) return data.size
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : null
}
