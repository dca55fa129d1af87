import { getReplay } from '@playhead/core'
import type { Agent } from '../agent.ts'
import { findMisuse } from './find-misuse.ts'
import { interact } from './interact.ts'
import { plantAttributes } from './plant-attributes.ts'
import { plantContents } from './plant-contents.ts'
import { plantField } from './plant-fields.ts'
import { createGarden } from './planted.ts'
import { plantProbes, probesId } from './probes.ts'
import { plantSignals } from './plant-signals.ts'
import { walk } from './walk.ts'

/** The page breathes in between, and so does its recorder. */
const nodesAtOnce = 150

const agent: Agent = {
  async plant() {
    const garden = createGarden()
    const probes = document.getElementById(probesId)
    const nodes = walk(document).filter((node) => !probes?.contains(node))
    // First the fields: what the page makes of them must not write over what comes after.
    const steps = [onElements(plantField), onElements(plantAttributes), plantContents]
    for (const step of steps) {
      for (let from = 0; from < nodes.length; from += nodesAtOnce) {
        for (const node of nodes.slice(from, from + nodesAtOnce)) step(node, garden)
        await nextTask()
      }
    }
    return garden.planted

    function onElements(act: (element: Element, to: typeof garden) => void) {
      return (node: Node, to: typeof garden): void => {
        if (node instanceof Element) act(node, to)
      }
    }
  },
  probe() {
    const garden = createGarden()
    plantProbes(garden)
    return garden.planted
  },
  async signal(path) {
    const garden = createGarden()
    await plantSignals(garden, path)
    return garden.planted
  },
  interact,
  misuse: findMisuse,
  renew() {
    // A marker that comes or goes on what is recorded makes the recorder take a fresh picture
    // (record-dom.ts). What was added is recorded in the task after.
    const mark = document.createElement('i')
    document.body.append(mark)
    setTimeout(() =>
      setTimeout(() => {
        mark.dataset['replay'] = 'mask'
      }),
    )
  },
  recording() {
    const replay = getReplay()
    return (
      replay && { state: replay.getState().name, why: replay.why().map(({ reason }) => reason) }
    )
  },
  consent: () => getReplay()?.setConsent('granted', { signal: 'playhead audit' }),
  release: () => getReplay()?.sendBuffer('playhead audit'),
  flush: async () => getReplay()?.flush(),
}

globalThis.playheadAudit = agent

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
