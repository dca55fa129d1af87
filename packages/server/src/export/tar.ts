/** A file for an archive. */
export interface ArchiveFile {
  /** At most 100 characters of ASCII. */
  name: string
  bytes: Uint8Array
}

const blockBytes = 512

/** The files as a tar archive (POSIX ustar), piece by piece. @param at ms since the Unix epoch. */
export async function* toTar(
  files: AsyncIterable<ArchiveFile>,
  at: number,
): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes } of files) {
    yield toHeader(name, bytes.length, at)
    yield bytes
    const rest = bytes.length % blockBytes
    if (rest > 0) yield new Uint8Array(blockBytes - rest)
  }
  yield new Uint8Array(2 * blockBytes)
}

function toHeader(name: string, size: number, at: number): Uint8Array {
  const header = Buffer.alloc(blockBytes)
  header.write(name, 0, 100, 'ascii')
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write(
    `${Math.floor(at / 1_000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  )
  // The checksum is counted as if it were spaces.
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}
