/** How markup comes into a page that is there. */
export type Insertion = 'innerHTML' | 'insertAdjacentHTML' | 'clone' | 'parts'

export interface PageKit {
  insert(host: Element, html: string, how: Insertion): void
  /** Changes what is there, text by text and attribute by attribute, until it is `html`. */
  morph(host: Element, html: string): void
  /** Clicks on each element, and does with each one thing more that a person could. */
  use(root: ParentNode): void
  run(script: string, box: Element): Promise<void>
  nextTask(): Promise<void>
}

/** Puts `pageKit` into the page it runs in, to which it is sent as text: it may use nothing from here. */
export function installPageKit(): void {
  const nextTask = (): Promise<void> =>
    new Promise((resolve) => setTimeout(() => setTimeout(resolve)))
  const once = (target: EventTarget, type: string): Promise<Event> =>
    new Promise((resolve) => target.addEventListener(type, resolve, { once: true }))

  function parse(html: string): DocumentFragment {
    const template = document.createElement('template')
    template.innerHTML = html
    return template.content
  }

  function insert(host: Element, html: string, how: Insertion): void {
    if (how === 'innerHTML') host.innerHTML = html
    else if (how === 'insertAdjacentHTML') host.insertAdjacentHTML('beforeend', html)
    else if (how === 'clone') host.append(parse(html).cloneNode(true))
    // Each element is in the page before it gets an attribute or a child.
    else for (const node of parse(html).childNodes) host.append(grow(node, host))
  }

  function insideOf(node: Node): Node {
    return node instanceof HTMLTemplateElement ? node.content : node
  }

  function grow(node: Node, parent: Node): Node {
    const copy = parent.appendChild(node.cloneNode(false))
    if (!(node instanceof Element && copy instanceof Element)) return copy
    for (const name of copy.getAttributeNames()) copy.removeAttribute(name)
    for (const attribute of node.attributes) setAttribute(copy, attribute)
    for (const child of insideOf(node).childNodes) grow(child, insideOf(copy))
    return copy
  }

  /** With the name as the parser made it, which `setAttribute` may refuse. */
  function setAttribute(element: Element, attribute: Attr): void {
    const known = element.getAttributeNode(attribute.name)
    if (known) known.value = attribute.value
    else element.setAttributeNode(attribute.cloneNode() as Attr)
  }

  function morph(host: Element, html: string): void {
    const wanted = document.createElement('div')
    wanted.append(parse(html))
    become(host, wanted)
  }

  function become(node: Node, wanted: Node): void {
    if (node.nodeType !== wanted.nodeType || node.nodeName !== wanted.nodeName) {
      node.parentNode?.replaceChild(wanted.cloneNode(true), node)
      return
    }
    if (node instanceof CharacterData && wanted instanceof CharacterData) node.data = wanted.data
    if (node instanceof Element && wanted instanceof Element) {
      for (const attribute of wanted.attributes) {
        if (node.getAttribute(attribute.name) !== attribute.value) setAttribute(node, attribute)
      }
    }
    const inner = (of: Node): ChildNode[] => [...insideOf(of).childNodes]
    inner(wanted).forEach((child, index) => {
      const there = inner(node)[index]
      if (there) become(there, child)
      else node.appendChild(child.cloneNode(true))
    })
  }

  const click = (): Event =>
    new MouseEvent('click', { bubbles: true, composed: true, cancelable: true })
  const events: readonly (() => Event)[] = [
    () => new PointerEvent('pointerover', { bubbles: true, composed: true, pointerType: 'mouse' }),
    () => new FocusEvent('focusin', { bubbles: true, composed: true }),
    () => new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }),
    () => new InputEvent('input', { bubbles: true, composed: true }),
    () => new Event('change', { bubbles: true, composed: true }),
    () => new ClipboardEvent('copy', { bubbles: true, composed: true }),
    () => new DragEvent('dragstart', { bubbles: true, composed: true }),
    () => new DragEvent('drop', { bubbles: true, composed: true }),
    () => new Event('scroll'),
    () => new MouseEvent('dblclick', { bubbles: true, composed: true, cancelable: true }),
    () => new FocusEvent('focusout', { bubbles: true, composed: true }),
  ]

  function use(root: ParentNode): void {
    for (const [index, element] of root.querySelectorAll('*').entries()) {
      // All of them name the element in the same way.
      const other = events[index % events.length]
      if (other) element.dispatchEvent(other())
      element.dispatchEvent(click())
      if (element.shadowRoot) use(element.shadowRoot)
    }
  }

  async function run(script: string, box: Element): Promise<void> {
    const act = new Function(
      'box',
      'nextTask',
      'loaded',
      'failed',
      `return (async () => { ${script} })()`,
    )
    await act(
      box,
      nextTask,
      (target: EventTarget) => once(target, 'load'),
      (target: EventTarget) => once(target, 'error'),
    )
    await nextTask()
  }

  // The page stays where it is.
  for (const type of ['click', 'submit']) {
    window.addEventListener(type, (event) => event.preventDefault(), { capture: true })
  }
  Object.assign(window, { pageKit: { insert, morph, use, run, nextTask } satisfies PageKit })
}
