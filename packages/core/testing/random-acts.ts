import fc from 'fast-check'

/** One change of a page; numbers are taken modulo what there is. */
export interface Act {
  kind: number
  at: number
  to: number
}

function allNodes(root: Element | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? allNodes(element.shadowRoot) : []),
  ])
}

function isInside(node: Node, outer: Node): boolean {
  for (
    let at: Node | null = node;
    at;
    at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null)
  )
    if (at === outer) return true
  return false
}

/**
 * One change, whatever the page looks like by then; moves go through the borders of shadow trees.
 *
 * @param kept what was taken out, and may come back.
 * @param mark is given each element that is made.
 */
export function perform(
  main: Element,
  { kind, at, to }: Act,
  kept: Element[],
  mark: (element: Element, choice: number) => void = () => undefined,
): void {
  const nodes = allNodes(main)
  const pick = (index: number): Element => nodes[index % Math.max(1, nodes.length)] ?? main
  const node = pick(at)
  const target = pick(to)
  const into = target.shadowRoot && to % 2 === 0 ? target.shadowRoot : target
  const text = [...node.childNodes].find((child) => child instanceof Text)
  const made = (tag: string, choice: number): Element => {
    const element = document.createElement(tag)
    mark(element, choice)
    return element
  }
  switch (kind) {
    case 0:
      return into.append(made(['i', 'b', 'section'][at % 3] ?? 'i', to), `t${at}`)
    case 1:
      if (node !== main && !isInside(into, node)) into.prepend(node)
      return
    case 2:
      if (node !== main && target !== main && !isInside(target, node)) target.before(node)
      return
    case 3:
      if (node === main) return
      kept.push(node)
      return node.remove()
    case 4: {
      const back = kept[at % Math.max(1, kept.length)]
      if (back && !isInside(into, back)) into.append(back)
      return
    }
    case 5:
      if (text) text.nodeValue = `n${to}`
      return
    case 6:
      return node.setAttribute(['class', 'title', 'hidden'][to % 3] ?? 'class', `a${to % 90}`)
    case 7:
      return node.removeAttribute(['class', 'title', 'hidden'][to % 3] ?? 'class')
    case 8:
      if (node instanceof HTMLElement) node.style.setProperty('margin-left', `${to}px`)
      return
    case 9:
      if (node.localName === 'section' && !node.shadowRoot) node.attachShadow({ mode: 'open' })
      return node.shadowRoot?.append(document.createElement('i'), 'in shadow')
    case 10:
      node.innerHTML = `<i>x<!--c--></i>${to}<section></section><b class="c">y</b>`
      return
    default:
      return node.replaceChildren()
  }
}

export const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.nat(11),
  at: fc.nat(300),
  to: fc.nat(300),
})
