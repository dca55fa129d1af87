import { frameElsewhere } from '@playhead/protocol'
import { Replayer } from '@rrweb/replay'
import { fillingRules } from './show-top-layer.ts'

/** What is not recorded is shown as such. */
const elsewhereRule = `iframe[${frameElsewhere}] { background: repeating-linear-gradient(45deg, #8882 0 8px, #8884 8px 16px) !important }`

/**
 * rrweb's player, without all that it does by itself.
 *
 * @param root must be connected to the document, since rrweb checks the sandbox before it builds.
 * @param warn rrweb could not apply something.
 */
export function createReplayer(root: HTMLElement, warn: () => void): Replayer {
  const replayer = new Replayer([], {
    root,
    liveMode: true,
    mouseTail: false,
    // It would take the keyboard from the viewer.
    triggerFocus: false,
    useVirtualDom: false,
    // Freezes what fades in at its first, invisible picture; see style-animations.ts.
    pauseAnimation: false,
    insertStyleRules: ['* { scroll-behavior: auto !important }', elsewhereRule, ...fillingRules],
    logger: { log: () => undefined, warn },
  })
  // The mouse is ours (pointer-layer.ts).
  for (const child of replayer.wrapper.children) {
    if (child !== replayer.iframe) child.remove()
  }
  const { iframe } = replayer
  iframe.title = 'Recorded page'
  // Links in there must not be reached with the Tab key.
  iframe.inert = true
  iframe.style.cssText =
    'display:block;width:100%;height:100%;border:0;background:#fff;color-scheme:light;pointer-events:none'
  replayer.wrapper.style.cssText = 'position:relative;width:100%;height:100%'
  return replayer
}

export function destroyReplayer(replayer: Replayer): void {
  try {
    replayer.destroy()
  } catch {
    replayer.wrapper.remove()
  }
}
