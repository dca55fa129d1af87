import type { FrameEvent } from '@playhead/protocol'
import { record } from '@rrweb/record'

export interface PageRecording {
  frames: FrameEvent[]
  /** Moves the clock on by 100 ms once all that has happened is in the frames. @returns its time. */
  moment(options?: { afterFrame?: boolean }): Promise<number>
  takeSnapshot(): void
  stop(): void
}

/** Records this document with rrweb, by a clock of its own that begins at 1,000. */
export function recordPage(): PageRecording {
  const frames: FrameEvent[] = []
  let time = 1_000
  const stop = record({
    emit: ({ type, data }) =>
      frames.push({ type, timestamp: time, data: structuredClone(data) as unknown }),
    sampling: { mousemove: 50, scroll: 0 },
    recordCrossOriginIframes: false,
  })
  if (!stop) throw new Error('rrweb could not start.')
  return {
    frames,
    stop,
    async moment({ afterFrame = false } = {}) {
      // Mutation observers run as microtasks, scroll events before the next frame.
      if (afterFrame) await new Promise((resolve) => requestAnimationFrame(resolve))
      await new Promise((resolve) => setTimeout(resolve, 0))
      time += 100
      return time - 100
    },
    takeSnapshot: () => record.takeFullSnapshot(),
  }
}

/** What rrweb's rebuild adds to form fields; their live value is described by itself. */
const ofRrweb = ['autocomplete', 'value']

/**
 * A tree as text: elements, attributes, text, form values, scroll positions, shadow roots, adopted
 * stylesheets and the documents of iframes. What only the player or rrweb puts there is left out.
 */
export function describeTree(node: Node, depth = 0): string {
  const indent = '  '.repeat(depth)
  const children = (parent: Node): string =>
    [...parent.childNodes].map((child) => describeTree(child, depth + 1)).join('')
  if (node.nodeType === Node.TEXT_NODE) return `${indent}${JSON.stringify(node.textContent)}\n`
  if (!isElement(node)) return children(node)
  const attributes = [...node.attributes]
    .filter(({ name }) => !name.startsWith('rr_') && !ofRrweb.includes(name))
    .map(({ name, value }) => [name, value.replaceAll(/ ?:hover/g, '')] as const)
    .filter(([name, value]) => !(name === 'class' && value === '' && isHovered(node)))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .sort()
  const shadow = node.shadowRoot
  const frame = node.localName === 'iframe' ? (node as HTMLIFrameElement).contentDocument : null
  return [
    `${indent}<${[node.localName, ...attributes, ...liveState(node)].join(' ')}>\n`,
    // rrweb writes a stylesheet's rules in place of its text; what counts is what applies.
    node.localName === 'style' ? describeRules(node as HTMLStyleElement, indent) : children(node),
    shadow ? `${indent} #shadow\n${describeAdopted(shadow, indent)}${children(shadow)}` : '',
    frame ? `${indent} #document\n${describeTree(frame.body, depth + 1)}` : '',
  ].join('')
}

export function describeAdopted(root: Document | ShadowRoot, indent = ''): string {
  return root.adoptedStyleSheets
    .flatMap((sheet) => [...sheet.cssRules])
    .map(({ cssText }) => `${indent} ${cssText}\n`)
    .join('')
}

function describeRules(style: HTMLStyleElement, indent: string): string {
  return [...(style.sheet?.cssRules ?? [])].map(({ cssText }) => `${indent} ${cssText}\n`).join('')
}

function liveState(element: Element): string[] {
  const state: string[] = []
  if (element.scrollTop > 0) state.push(`scrollTop=${Math.round(element.scrollTop)}`)
  if (element.scrollLeft > 0) state.push(`scrollLeft=${Math.round(element.scrollLeft)}`)
  if ('value' in element && element.localName === 'input') state.push(`:value=${element.value}`)
  if ('checked' in element) state.push(`:checked=${element.checked}`)
  return state
}

/** The player marks what the pointer is over. */
function isHovered(element: Element): boolean {
  return element.classList.contains(':hover')
}

function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE
}
