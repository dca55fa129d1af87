import { kindsOfSessions, type RecordPlace, type Records } from './records.ts'

interface Kept extends RecordPlace {
  at: number
  /** As text, so that nobody changes what is kept. */
  json: string
}

export function createMemoryRecords(): Records {
  let all: Kept[] = []
  const isAt =
    (place: RecordPlace) =>
    ({ kind, session, id }: Kept): boolean =>
      kind === place.kind && session === place.session && id === place.id
  const open = ({ json }: Kept): unknown => JSON.parse(json)

  return {
    put(place, at, value) {
      all = all.filter((kept) => !isAt(place)(kept))
      all.push({ ...place, at, json: JSON.stringify(value) })
    },
    get(place) {
      const kept = all.find(isAt(place))
      return kept ? open(kept) : undefined
    },
    list: (kind, session) =>
      all
        .filter((kept) => kept.kind === kind && (session === null || kept.session === session))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(open),
    latest: (kind, limit, before) =>
      all
        .filter((kept) => kept.kind === kind && (before === null || kept.id < before))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map((kept) => ({ id: kept.id, value: open(kept) })),
    remove(place) {
      const count = all.length
      all = all.filter((kept) => !isAt(place)(kept))
      return all.length < count
    },
    erase(session) {
      all = all.filter((kept) => kept.session !== session || !kindsOfSessions.includes(kept.kind))
    },
  }
}
