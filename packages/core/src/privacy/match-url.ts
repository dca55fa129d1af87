/**
 * Whether an address is one of those that `patterns` describe. A text that begins with `/` describes a
 * path, another one a whole URL; `*` stands for any characters, and `/a/*` covers `/a` too. Letter case
 * does not count. An expression is tested against the whole URL.
 */
export function createUrlMatcher(
  patterns: readonly (string | RegExp)[] = [],
): (url: string) => boolean {
  const tests = patterns.map(toTest)
  return (url) => tests.some((test) => test(url))
}

function toTest(pattern: string | RegExp): (url: string) => boolean {
  // Not `test`, which remembers its place in a global expression.
  if (typeof pattern !== 'string') return (url) => url.search(pattern) >= 0
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const whole = new RegExp(`^${parts.join('.*').replace(/\/\.\*$/, '(/.*)?')}$`, 'is')
  return (url) => {
    const address = pattern.startsWith('/') ? pathOf(url) : url
    return whole.test(address) || whole.test(decode(address))
  }
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname
  } catch {
    return url
  }
}

function decode(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
