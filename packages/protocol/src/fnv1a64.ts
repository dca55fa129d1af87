/** Bytes of a hash. */
export const FNV_BYTES = 8

/**
 * FNV-1a, 64 bits, of a text's UTF-8 bytes, as 16 lowercase hex digits. Names a privacy policy;
 * not a cryptographic hash.
 */
export function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(FNV_BYTES * 2, '0')
}
