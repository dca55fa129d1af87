export type Random = (bytes: Uint8Array<ArrayBuffer>) => void

export const browserRandom: Random = (bytes) => {
  crypto.getRandomValues(bytes)
}

/** `bytes` random bytes as lowercase hex digits. */
export function randomId(bytes: number, random: Random): string {
  const buffer = new Uint8Array(bytes)
  random(buffer)
  return Array.from(buffer, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
