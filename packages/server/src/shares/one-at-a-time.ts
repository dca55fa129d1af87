/** Does a piece of work once for all who ask for it while it is done; nothing is kept afterwards. */
export function createOneAtATime<T>(): (name: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>()
  return (name, work) => {
    const known = underWay.get(name)
    if (known) return known
    const started = work().finally(() => underWay.delete(name))
    underWay.set(name, started)
    return started
  }
}
