import { toNextHandler } from '@playhead/next'
import { replay } from '../../../../lib/replay'

export const { GET, POST, DELETE, OPTIONS } = toNextHandler(replay)
