import type { ToldTracker } from '../capture/late.ts'
import { happenings, isOfCode, type Rare } from './observe-rare.ts'
import { recordAnimations } from './record-animations.ts'
import type { RecordContext } from './record-context.ts'
import { recordFonts } from './record-fonts.ts'
import { recordPlayback } from './record-playback.ts'
import { recordTopLayer } from './record-top-layer.ts'

/** Records what few pages do, as it is told of it. */
export function recordRare(context: RecordContext): ToldTracker<Rare> {
  const animations = recordAnimations(context)
  const playback = recordPlayback(context)
  const fonts = recordFonts(context)
  const tops = recordTopLayer(context)

  function look(root: Document | ShadowRoot): void {
    tops.look(root)
    for (const animation of root.getAnimations?.().filter(isOfCode) ?? []) {
      const { target } = animation.effect as KeyframeEffect
      if (target) animations.tell(target)
    }
    if (root === document) fonts.again()
  }

  return {
    hear(rare) {
      if ('root' in rare) look(rare.root)
      else if ('animated' in rare) animations.tell(rare.animated)
      else if ('font' in rare) fonts.tell(rare.font, rare.source)
      else if (/^(?:toggle|full)/.test(rare.type)) tops.change(rare.target)
      else playback.tell(rare.target as HTMLMediaElement, happenings.indexOf(rare.type))
    },
    drain: () => undefined,
    stop: () => [animations, playback, fonts].forEach((one) => one.stop()),
  }
}
