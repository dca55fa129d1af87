/* SHA-256 (FIPS 180-4, sections 4.1.2 to 6.2.2), for pages without TLS, where `SubtleCrypto` is missing. */

/** The first 32 bits of the fractional parts of roots of the first primes. */
const primes = firstPrimes(64)
const constants = primes.map((prime) => fraction(Math.cbrt(prime)))
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

/** @returns the hash of the text's UTF-8, as 64 hex digits. */
export function sha256(text: string): string {
  const state = Int32Array.from(initial)
  const words = pad(new TextEncoder().encode(text))
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16))
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function compress(state: Int32Array, block: Int32Array): void {
  const w = new Int32Array(64)
  w.set(block)
  for (let i = 16; i < 64; i++) {
    const x = get(w, i - 15)
    const y = get(w, i - 2)
    const small = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const large = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w[i] = get(w, i - 16) + small + get(w, i - 7) + large
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const chosen = (e & f) ^ (~e & g)
    const one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + chosen + get(w, i)
    const first = (one + (constants[i] ?? 0)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = get(state, i) + word
  })
}

/** A one, zeros up to a whole block, and the length in bits. */
function pad(bytes: Uint8Array): Int32Array {
  const words = new Int32Array((((bytes.length + 8) >> 6) + 1) * 16)
  const view = new DataView(words.buffer)
  bytes.forEach((byte, i) => view.setUint8(i, byte))
  view.setUint8(bytes.length, 0x80)
  view.setUint32(words.length * 4 - 4, bytes.length * 8)
  return words.map((_, i) => view.getInt32(i * 4))
}

function get(words: Int32Array, i: number): number {
  return words[i] ?? 0
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0
}

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n)
  }
  return found
}
