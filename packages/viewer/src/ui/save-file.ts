/** Has the browser save a file that is at hand. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has opened it by the next turn; the bytes stay until it has written them.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
