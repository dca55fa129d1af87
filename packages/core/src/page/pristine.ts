type Realm = Window & typeof globalThis

/**
 * Takes from this window what the browser has put there, or, if the page has replaced any of it, from an
 * untouched frame.
 *
 * @param natives what has to be the browser's own here.
 * @param read called while the frame is there: the window of one that is gone has nothing left.
 */
export function takePristine<T>(
  natives: () => readonly unknown[],
  read: (realm: typeof globalThis) => T,
): T {
  try {
    if (natives().every(isNative)) return read(globalThis)
    const frame = document.createElement('iframe')
    frame.style.display = 'none'
    document.documentElement.append(frame)
    const found = read((frame.contentWindow as Realm | null) ?? globalThis)
    frame.remove()
    return found
  } catch {
    return read(globalThis)
  }
}

function isNative(value: unknown): boolean {
  return Function.prototype.toString.call(value).includes('[native code]')
}
