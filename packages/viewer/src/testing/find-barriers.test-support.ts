import axe from 'axe-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What of the page keeps somebody out, by axe: each with the elements it is about. */
export async function findBarriers(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { runOnly: rules })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}
