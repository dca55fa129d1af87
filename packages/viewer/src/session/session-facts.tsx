import type {
  ConsentEvent,
  PreferencesEvent,
  SessionManifest,
  SessionTimeline,
} from '@playhead/protocol'
import { type ReactNode, useMemo } from 'react'
import { toBrowserName } from '../format/browser-name.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { formatSpan } from '../format/format-duration.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { toConsentWords, toPreferenceWords } from '../timeline/describe-page-event.ts'
import { Gates } from './gates.tsx'

export interface SessionFactsProps {
  manifest: SessionManifest
  timeline: SessionTimeline | null
  /** What may be done with it. */
  children: ReactNode
}

export function SessionFacts({ manifest, timeline, children }: SessionFactsProps): ReactNode {
  const { session, tabs } = manifest
  const traits = useMemo(() => findTraits(timeline), [timeline])
  const consent = useMemo(() => findConsent(timeline), [timeline])
  const preferences = useMemo(() => findPreferences(timeline), [timeline])
  const gaps = tabs.reduce((sum, tab) => sum + tab.gaps.length, 0)
  return (
    <div className="facts">
      <dl>
        <Fact label="User">{session.user ?? 'Anonymous'}</Fact>
        {traits.map(([name, value]) => (
          <Fact key={name} label={name}>
            {value}
          </Fact>
        ))}
        <Fact label="Entry page">{session.entryUrl ?? 'None was recorded'}</Fact>
        <Fact label="Started">{formatAbsolute(session.startedAt)}</Fact>
        <Fact label="Last event">{formatAbsolute(session.endedAt)}</Fact>
        <Fact label="Length">{formatSpan(session.endedAt - session.startedAt)}</Fact>
        <Fact label="Browser">
          <span title={session.userAgent ?? undefined}>
            {toBrowserName(session.userAgent) ?? 'Unknown'}
          </span>
        </Fact>
        <Fact label="Appearance">
          {preferences ? toPreferenceWords(preferences) : 'Not recorded'}
        </Fact>
        <Fact label="Release">{session.release ?? 'None given'}</Fact>
        <Fact label="Consent">
          {consent ? toConsentWords(consent) : 'No record of it'}
          {consent && consent.givenAt !== null ? `, ${formatAbsolute(consent.givenAt)}` : ''}
        </Fact>
        <Fact label="Seen">
          {session.pages} pages, {session.clicks} clicks, {session.errors} errors
        </Fact>
        <Fact label="Browser tabs">{tabs.length}</Fact>
        <Fact label="Stored">
          {session.segments} segments, {formatBytes(session.storedBytes)}
          {gaps > 0 ? `, ${gaps} gaps` : ''}
        </Fact>
        <Fact label="Session">
          <code>{session.id}</code>
        </Fact>
      </dl>
      <Gates timeline={timeline} />
      {children}
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The ground on which the session was recorded last. */
function findConsent(timeline: SessionTimeline | null): ConsentEvent | null {
  const last = timeline?.events.findLast((event) => event.type === 'consent')
  return last?.type === 'consent' ? last : null
}

/** What the visitor last told the browser. */
function findPreferences(timeline: SessionTimeline | null): PreferencesEvent | null {
  const last = timeline?.events.findLast((event) => event.type === 'preferences')
  return last?.type === 'preferences' ? last : null
}

/** What the application last said of its user. */
function findTraits(timeline: SessionTimeline | null): [string, string][] {
  const last = timeline?.events.findLast((event) => event.type === 'identify')
  if (last?.type !== 'identify') return []
  return Object.entries(last.traits).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}
