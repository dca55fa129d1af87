import { decodeSegment, type FrameEvent, type Segment } from '@playhead/protocol'

/** As rrweb numbers them. */
const fullSnapshot = 2
const mutation = 0
/** How every segment begins. */
const magic = Buffer.from('PLHD')

/** What has left the page for the replay server, which never gets it. */
export interface Uploads {
  /** @returns whether it is a segment; what is none is not kept. */
  take(body: Uint8Array): Promise<boolean>
  segments(): readonly Segment[]
  /** Why one of them could not be read; null if all could. */
  problem(): string | null
  /** How many full snapshots have come. */
  snapshots(): number
  /** How many changes of the page have come. */
  changes(): number
}

export function createUploads(): Uploads {
  const segments: Segment[] = []
  const count = (isWanted: (frame: FrameEvent) => boolean): number =>
    segments.flatMap(({ frames }) => frames).filter(isWanted).length
  let problem: string | null = null
  return {
    async take(body) {
      if (!magic.equals(body.subarray(0, magic.length))) return false
      try {
        segments.push(await decodeSegment(Uint8Array.from(body)))
      } catch (cause) {
        problem = String(cause)
      }
      return true
    },
    segments: () => segments,
    problem: () => problem,
    snapshots: () => count(({ type }) => type === fullSnapshot),
    changes: () => count(isChange),
  }
}

function isChange({ data }: FrameEvent): boolean {
  return typeof data === 'object' && data !== null && 'source' in data && data.source === mutation
}
