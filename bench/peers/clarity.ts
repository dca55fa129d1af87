import type { Peer } from './peer.ts'

/** The open core of Microsoft's Clarity. */
export const clarity: Peer = {
  entry: (ingestUrl) => `
import { clarity } from 'clarity-js'
clarity.start({ projectId: 'bench', upload: '${ingestUrl}/collect', content: true, track: true, lean: false })`,
}
