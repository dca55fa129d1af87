import { mayHoldPersonalData } from '@playhead/protocol/recording'
import type { Tracker } from '../capture/scope.ts'
import { PlayheadError } from '../playhead-error.ts'
import { maskText } from './mask-text.ts'
import type * as detectors from './detectors.ts'
import type { TextNode } from './redact-split-text.ts'
import type { TakeOut, TextRules } from './scrub-text.ts'

/** What finds personal data in text that is kept. Until it is loaded, a text that may hold any is masked whole. */
export interface LateDetectors {
  takeOut: TakeOut
  /** Takes out of the nodes of one line what no single one of them shows. */
  redactLine(line: readonly TextNode[]): void
  /** Hands on what `make` makes of texts; where that masked one whole, made anew once that need not be. */
  clean<T>(rules: TextRules, make: (rules: TextRules) => T, handOn: (made: T) => void): void
  /** @param renew what else was masked whole can be read now. */
  watch(report: (error: PlayheadError) => void, renew: () => void): Tracker
}

const retryAfterMs = 60_000

type Detectors = typeof detectors

/** Loaded once for all recordings of a page. */
let part: Detectors | null = null
let loading: Promise<void> | undefined

export async function loadDetectors(load = () => import('./detectors.ts')): Promise<void> {
  loading ??= fetchPart(load)
  await loading
}

async function fetchPart(load: () => Promise<Detectors>): Promise<void> {
  part = await load()
}

export function createLateDetectors(load = loadDetectors): LateDetectors {
  let report: ((error: PlayheadError) => void) | undefined
  let renew: (() => void) | undefined
  let waiting: (() => void)[] = []
  let settling: Promise<void> | undefined
  let isLoading = false
  let isCleaning = false
  let hasMissed = false
  let owesRenewal = false

  /** A text that should be looked at cannot be, yet. */
  function miss(): void {
    hasMissed = true
    owesRenewal ||= !isCleaning
    settling ??= fetchThem()
  }

  async function fetchThem(): Promise<void> {
    isLoading = true
    try {
      await load()
    } catch (cause) {
      complain('A part of the recorder could not be loaded.', cause)
      setTimeout(() => {
        settling = loading = undefined
      }, retryAfterMs)
    }
    isLoading = false
    handOnAll()
    if (part && owesRenewal) renew?.()
  }

  function complain(what: string, cause: unknown): void {
    report?.(new PlayheadError('capture_failed', what, { cause }))
  }

  function handOnAll(): void {
    for (const act of waiting.splice(0)) {
      try {
        act()
      } catch (cause) {
        complain('A part of the recorder failed.', cause)
      }
    }
  }

  return {
    takeOut(text) {
      if (part) return part.takeOut(text)
      if (!mayHoldPersonalData(text)) return text
      miss()
      return maskText(text)
    },
    redactLine(line) {
      const joined = line.map(({ textContent }) => textContent).join('')
      if (part) return part.redactLine(line, joined)
      if (!mayHoldPersonalData(joined)) return
      miss()
      for (const node of line) node.textContent = maskText(node.textContent)
    },
    clean({ scrubUrl, hideEntered, takeOut }, make, handOn) {
      // What was entered by now may be gone from its field by then.
      const rules = { scrubUrl: remember(scrubUrl), hideEntered: remember(hideEntered), takeOut }
      hasMissed = false
      isCleaning = true
      try {
        const made = make(rules)
        isCleaning = false
        if (hasMissed && isLoading) waiting.push(() => handOn(make(rules)))
        else handOn(made)
      } finally {
        isCleaning = false
      }
    },
    watch(...watcher) {
      ;[report, renew] = watcher
      return {
        drain: handOnAll,
        settle: async () => settling,
        stop() {
          renew = undefined
          waiting = []
        },
      }
    },
  }
}

function remember(rule: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const result = known.get(text) ?? rule(text)
    known.set(text, result)
    return result
  }
}
