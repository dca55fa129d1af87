import { detect, redact } from '@playhead/protocol'

/**
 * Text that a server tells: what the detectors find is taken out, and of URLs the credentials, the
 * query and the fragment.
 */
export function cleanText(text: string, maxLength: number): string {
  const cut = text.slice(0, maxLength).toWellFormed()
  const plain = cut.replace(
    /\b([a-z][a-z\d+.-]{1,20}:\/\/)(?:[^\s/@"'<>()]*@)?([^\s?#"'<>()]*)(?:[?#][^\s"'<>()]*)?/gi,
    '$1$2',
  )
  return redact(plain, detect(plain))
}

/** A URL or a path, without credentials, query and fragment. */
export function scrubAddress(address: string): string {
  return cleanText(address.replace(/[?#].*$/s, ''), 2_000)
}
