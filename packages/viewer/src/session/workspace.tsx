import { toInactiveSpans } from '@playhead/player'
import type { SessionManifest } from '@playhead/protocol'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { navigate } from '../app/history.ts'
import { type Moment, toListPath } from '../app/route.ts'
import { TimelinePanel } from '../timeline/timeline-panel.tsx'
import { toTimelineItems, type TimelineItem } from '../timeline/timeline-item.ts'
import { useTimelineFilter } from '../timeline/use-timeline-filter.ts'
import { ShortcutHelp } from '../ui/shortcut-help.tsx'
import { useAnswer } from '../ui/use-answer.ts'
import { toExcludedSpans } from './excluded-spans.ts'
import { EraseDialog } from './erase-dialog.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { HoldNotes } from './hold-notes.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { SessionActions } from './session-actions.tsx'
import { SessionFacts } from './session-facts.tsx'
import { shortcutLines } from './shortcut-lines.ts'
import { SidePanel } from './side-panel.tsx'
import { StagePanel } from './stage-panel.tsx'
import { Transport } from './transport.tsx'
import { useCopyLink } from './use-copy-link.ts'
import { useOptionalPlayerState, usePlayer } from './use-player.ts'
import type { Recording } from './use-recording.ts'
import { findNeighbour, useSessionShortcuts } from './use-session-shortcuts.ts'

export interface WorkspaceProps {
  recording: Recording
  /** Where to begin. */
  moment: Moment
  onErased: () => void
}

/** The player, and all that is around it. */
export function Workspace({ recording, moment, onErased }: WorkspaceProps): ReactNode {
  const { manifest, timeline, timelineError } = recording
  const { basePath, client, may } = useEnvironment()
  const listPath = toListPath(basePath)
  const [selected, setSelected] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'none' | 'help' | 'hold' | 'erase'>('none')
  const search = useRef<HTMLInputElement>(null)
  const { player, containerRef } = usePlayer(recording, moment)
  const copying = useCopyLink(player, manifest)
  const tab = useOptionalPlayerState(player, (state) => state.tab)
  const gaps = useOptionalPlayerState(player, (state) => state.gaps)

  const events = useMemo(
    () => timeline?.events.filter((event) => event.tab === null || event.tab === tab) ?? [],
    [timeline, tab],
  )
  const items = useMemo(
    () => toTimelineItems(events, gaps ?? [], toHost(manifest)),
    [events, gaps, manifest],
  )
  const inactive = useMemo(() => {
    const span = manifest.tabs.find(({ id }) => id === tab)
    return span && timeline ? toInactiveSpans(events, span) : []
  }, [manifest, timeline, events, tab])
  const excluded = useMemo(() => {
    const span = manifest.tabs.find(({ id }) => id === tab)
    return span ? toExcludedSpans(events, span.endedAt) : []
  }, [manifest, events, tab])
  const filter = useTimelineFilter(items)
  const mayConfigure = may('configure')
  const holds = useAnswer(
    useCallback(
      async (signal: AbortSignal) => (mayConfigure ? client.listHolds({ signal }) : []),
      [client, mayConfigure],
    ),
  )

  function select(item: TimelineItem | null): void {
    setSelected(item?.key ?? null)
    if (item) void player?.seek(item.at)
  }

  function goToNextError(): void {
    const errors = items.filter(({ kind }) => kind === 'errors')
    const at = player?.getState().at ?? -Infinity
    select(findNeighbour(errors, at, 1) ?? errors[0] ?? null)
  }

  useSessionShortcuts({
    player,
    items,
    shown: filter.shown,
    listPath,
    onSelect: select,
    onSearch: () => search.current?.focus(),
    onCopyLink: copying.copy,
    onHelp: () => setDialog('help'),
  })
  const closeDialog = (): void => setDialog('none')

  return (
    <main className="workspace">
      <div className="player-column">
        <StagePanel
          player={player}
          manifest={manifest}
          items={items}
          excluded={excluded}
          containerRef={containerRef}
        />
        <Transport
          player={player}
          session={manifest.session.id}
          items={items}
          inactive={inactive}
          excluded={excluded}
          isCopied={copying.state.name === 'copied'}
          onNextError={goToNextError}
          onCopyLink={copying.copy}
          onHelp={() => setDialog('help')}
        />
      </div>
      <SidePanel
        timeline={
          player ? (
            <TimelinePanel
              player={player}
              items={items}
              filter={filter}
              error={timelineError}
              selected={selected}
              searchRef={search}
              onSelect={select}
            />
          ) : null
        }
        facts={
          <SessionFacts manifest={manifest} timeline={timeline}>
            <HoldNotes holds={holds.answer} session={manifest.session} />
            <SessionActions
              session={manifest.session.id}
              onHold={() => setDialog('hold')}
              onErase={() => setDialog('erase')}
            />
          </SessionFacts>
        }
      />
      {dialog === 'help' ? <ShortcutHelp lines={shortcutLines} onClose={closeDialog} /> : null}
      {dialog === 'hold' ? (
        <HoldDialog session={manifest.session.id} onPlaced={holds.reload} onClose={closeDialog} />
      ) : null}
      {dialog === 'erase' ? (
        <EraseDialog
          session={manifest.session.id}
          onClose={closeDialog}
          onErased={() => {
            onErased()
            navigate(listPath)
          }}
        />
      ) : null}
      {copying.state.name === 'refused' ? (
        <LinkDialog link={copying.state.link} onClose={copying.close} />
      ) : null}
    </main>
  )
}

/** The host of the recorded application, which need not be said in every URL. */
function toHost({ session }: SessionManifest): string {
  const { entryUrl } = session
  return entryUrl !== null && URL.canParse(entryUrl) ? new URL(entryUrl).host : ''
}
