import type { Channel } from '../channels.ts'
import type { Garden } from './planted.ts'
import { word } from './token.ts'

/** Texts, comments and data in scripts, each replaced by a canary. */
export function plantContents(node: Node, { plant }: Garden): void {
  if (!(node instanceof Text || node instanceof Comment) || !/\S/.test(node.data)) return
  const channel = channelOf(node)
  if (!channel) return
  const canary = word()
  const isShown = channel !== 'data-script' && channel !== 'comment' && channel !== 'editable'
  const act = (): void => {
    node.data = channel === 'data-script' ? `"${canary}"` : canary
  }
  plant(channel, canary, node, act, isShown ? node.data : undefined)
}

function channelOf(node: Text | Comment): Channel | null {
  if (node instanceof Comment) return 'comment'
  const parent = node.parentElement
  if (parent?.closest('style')) return null
  if (parent instanceof HTMLScriptElement) {
    // Of code nothing is planted: it has run, and in it a canary says nothing of a person.
    return parent.type.endsWith('json') ? 'data-script' : null
  }
  if (parent instanceof HTMLTitleElement) return 'title'
  if (parent?.closest('option, optgroup')) return 'option-text'
  if (parent?.closest('textarea')) return 'field-default'
  if (parent?.closest('noscript, template')) return 'hidden'
  if (parent instanceof HTMLElement && parent.isContentEditable) return 'editable'
  if (parent?.closest('svg')) return 'svg-text'
  if (node.getRootNode() instanceof ShadowRoot) return 'shadow-text'
  return window === window.top ? 'text' : 'frame-text'
}
