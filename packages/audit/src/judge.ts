import type { AuditOptions } from './audit-options.ts'
import { type Channel, channels } from './channels.ts'
import type { Planted } from './agent.ts'
import type { Finding } from './report.ts'
import type { Sighting } from './search-segments.ts'

/** A canary, and the frame it was planted in; null for the page itself. */
export interface PlantedIn extends Planted {
  frame: string | null
}

/** By which channel something left, if it is not the one it was planted in. */
const channelOfEvent: Readonly<Partial<Record<Sighting['foundIn'], Channel>>> = {
  console: 'console',
  error: 'error',
  custom: 'custom',
  identify: 'custom',
  link: 'custom',
  flags: 'custom',
  network: 'request',
  'network-detail': 'request',
  socket: 'socket',
  navigation: 'page-url',
  'resource-error': 'request',
  'policy-violation': 'request',
}

/** What was seen, one finding for each element and way out. */
export function judge(
  sightings: readonly Sighting[],
  planted: readonly PlantedIn[],
  { safeOk = false, allow = [] }: AuditOptions,
): Finding[] {
  const byCanary = new Map(planted.map((each) => [each.canary, each]))
  const rules = allow.map((rule) => ({ rule, isMet: parseRule(rule) }))
  const shown = new Set<string>()
  for (const { canary, foundIn } of sightings) {
    const from = byCanary.get(canary)
    if (from && isPicture(foundIn)) shown.add(placeOf(from))
  }
  const findings = new Map<string, Finding>()
  for (const { canary, encoding, foundIn, excerpt } of sightings) {
    const from = byCanary.get(canary)
    if (!from) continue
    // What opens an element in the picture opens its name where it is clicked: one finding.
    const isOpened = isPicture(foundIn) || (!channelOfEvent[foundIn] && shown.has(placeOf(from)))
    const channel = isOpened ? from.channel : (channelOfEvent[foundIn] ?? 'interaction')
    const key = [channel, placeOf(from)].join('\n')
    if (findings.has(key)) continue
    // Code that passes something on is not stopped by a mark.
    const safe = isOpened || channel === 'interaction' ? from.safe : null
    const found = { channel, selector: from.selector, safe }
    const rule = rules.find(({ isMet }) => isMet(found))?.rule
    findings.set(key, {
      ...found,
      source: from.channel,
      foundIn,
      encoding,
      frame: from.frame,
      was: isOpened ? from.was : null,
      excerpt,
      advice: adviceFor(found),
      allowedBy: rule ?? (safeOk && safe !== null ? 'safe-ok' : null),
    })
  }
  return [...findings.values()]
}

function placeOf({ channel, frame, selector }: PlantedIn): string {
  return [channel, frame, selector].join('\n')
}

function isPicture(foundIn: Sighting['foundIn']): boolean {
  return foundIn === 'snapshot' || foundIn === 'change'
}

type Found = Pick<Finding, 'channel' | 'selector' | 'safe'>

function adviceFor({ channel, selector, safe }: Found): string {
  const at = selector ?? 'the element'
  const advice = channels[channel].advice.replaceAll('{at}', at)
  return safe !== null && safe !== selector ? `${advice}: the mark is on ${safe}` : advice
}

/** `channel` or `channel@selector`; `*` stands for anything. */
function parseRule(rule: string): (found: Found) => boolean {
  const [channel = '', selector] = rule.split(/@(.*)/s)
  const fitsChannel = toPattern(channel)
  const fitsSelector = selector === undefined ? null : toPattern(selector)
  return (found) =>
    fitsChannel.test(found.channel) &&
    (!fitsSelector ||
      fitsSelector.test(found.selector ?? '') ||
      fitsSelector.test(found.safe ?? ''))
}

function toPattern(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's')
}
