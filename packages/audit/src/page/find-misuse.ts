import { markers } from '@playhead/core'
import type { Misuse } from '../agent.ts'
import { selectorOf } from './describe.ts'
import { walk } from './walk.ts'

const levels = new Set(['mask', 'block', 'ignore', 'safe'])
/** What opens something to other tools opens nothing here. */
const foreignSafe =
  '.rr-unmask, .sentry-unmask, [data-sentry-unmask], [data-hj-allow], .fs-unmask, [data-clarity-unmask]'
const misspelt = /^data-(?:record-?(?:safe|mask|block)|replay-?\w+|playhead-?\w*)$/

export function findMisuse(): Misuse[] {
  return walk(document).flatMap((node) =>
    node instanceof Element
      ? problemsOf(node).map((problem) => ({ selector: selectorOf(node), problem }))
      : [],
  )
}

function problemsOf(element: Element): string[] {
  const problems: string[] = []
  const say = (problem: string): void => void problems.push(problem)
  const level = element.getAttribute('data-replay')
  if (level !== null && !levels.has(level)) {
    say(`data-replay="${level}" is no marker: it is mask, block, ignore or safe`)
  }
  if (element.getAttribute('data-record-safe') === 'false') {
    say('data-record-safe="false" marks as safe, whatever its value: leave the attribute out')
  }
  for (const name of element.getAttributeNames()) {
    if (misspelt.test(name) && name !== 'data-record-safe') say(`${name} is no marker`)
    if (/^data-(?:pii|sensitive|private)$/.test(name) && element.getAttribute(name) === 'false') {
      say(`${name}="false" does not mask`)
    }
  }
  if (element.matches(foreignSafe)) {
    say('another tool may show this; Playhead does not: only its own safe marks open anything')
  }
  if (element.matches(markers.safe)) {
    const closed = element.parentElement?.closest(`${markers.mask}, ${markers.block}`)
    if (closed) say(`is marked safe inside ${selectorOf(closed)}, which stays closed`)
    if (element.matches(`${markers.mask}, ${markers.block}`))
      say('is marked both safe and not; it stays closed')
    if (
      element instanceof HTMLInputElement &&
      /^(?:password|hidden|file|checkbox|radio)$/.test(element.type)
    ) {
      say(`is marked safe, and a field of the type ${element.type} is never shown`)
    }
  }
  return problems
}
