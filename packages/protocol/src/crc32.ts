let table: Uint32Array | undefined

/**
 * CRC-32 (ISO-HDLC, the one of gzip and PNG) of `bytes`, as an unsigned 32-bit integer.
 *
 * It detects damage and loss, not malice: whoever controls the page can send any segment anyway.
 * `crypto.subtle` is no alternative, as it is async (a page exit is not) and missing on plain http.
 */
export function crc32(bytes: Uint8Array): number {
  table ??= createTable()
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

function createTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let entry = index
    for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? (entry >>> 1) ^ 0xedb88320 : entry >>> 1
    return entry
  })
}
