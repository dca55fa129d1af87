import type { Player } from '@playhead/player'
import { type ReactNode, useRef, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { navigate } from '../app/history.ts'
import { type Moment, toListPath } from '../app/route.ts'
import { NoteList } from '../notes/note-list.tsx'
import { type Notes, useNotes } from '../notes/use-notes.ts'
import { TimelinePanel } from '../timeline/timeline-panel.tsx'
import type { TimelineItem } from '../timeline/timeline-item.ts'
import { useTimelineFilter } from '../timeline/use-timeline-filter.ts'
import { CareNotes } from './care-notes.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { SessionActions } from './session-actions.tsx'
import { SessionFacts } from './session-facts.tsx'
import { SidePanel } from './side-panel.tsx'
import { StagePanel } from './stage-panel.tsx'
import { Transport } from './transport.tsx'
import { useCare } from './use-care.ts'
import { useCopyLink } from './use-copy-link.ts'
import { usePlayer } from './use-player.ts'
import type { Recording } from './use-recording.ts'
import { findNeighbour, useSessionShortcuts } from './use-session-shortcuts.ts'
import { useTabView } from './use-tab-view.ts'
import { type WorkspaceDialog, WorkspaceDialogs } from './workspace-dialogs.tsx'

export interface WorkspaceProps {
  recording: Recording
  /** Where to begin. */
  moment: Moment
  onErased: () => void
}

/** The player, and all that is around it. */
export function Workspace({ recording, moment, onErased }: WorkspaceProps): ReactNode {
  const { manifest, timeline, timelineError } = recording
  const { basePath, hasRemarks, isAlone, may } = useEnvironment()
  const { id } = manifest.session
  const listPath = isAlone ? null : toListPath(basePath)
  const [selected, setSelected] = useState<string | null>(null)
  const [dialog, setDialog] = useState<WorkspaceDialog>('none')
  const search = useRef<HTMLInputElement>(null)
  const { player, containerRef } = usePlayer(recording, moment)
  const copying = useCopyLink(player, manifest)
  const notes = useNotes(id)
  const { items, inactive, excluded } = useTabView(player, recording, notes.all)
  const filter = useTimelineFilter(items)
  const care = useCare(id)
  // Nobody can write one in a copy.
  const hasNotes = isAlone ? hasRemarks && notes.all.length > 0 : true

  function select(item: TimelineItem | null): void {
    setSelected(item?.key ?? null)
    if (item) void player?.seek(item.at)
  }

  function goToNextError(): void {
    const errors = items.filter(({ kind }) => kind === 'errors')
    const at = player?.getState().at ?? -Infinity
    select(findNeighbour(errors, at, 1) ?? errors[0] ?? null)
  }

  function writeNote(): void {
    if (!may('annotate')) return
    player?.pause()
    setDialog('note')
  }

  useSessionShortcuts({
    player,
    items,
    shown: filter.shown,
    listPath,
    onSelect: select,
    onSearch: () => search.current?.focus(),
    onCopyLink: copying.copy,
    onNote: writeNote,
    onHelp: () => setDialog('help'),
  })

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
        tabs={[
          { name: 'timeline', label: 'Timeline', content: player ? toTimeline(player) : null },
          ...(hasNotes ? [{ name: 'notes', label: toNotesLabel(notes), content: toNotes() }] : []),
          { name: 'facts', label: 'Session', content: toFacts() },
        ]}
      />
      <WorkspaceDialogs
        dialog={dialog}
        player={player}
        session={id}
        onNoted={notes.reload}
        onHeld={care.reload}
        onErased={() => {
          onErased()
          if (listPath !== null) navigate(listPath)
        }}
        onClose={() => setDialog('none')}
      />
      {copying.state.name === 'refused' ? (
        <LinkDialog link={copying.state.link} onClose={copying.close} />
      ) : null}
    </main>
  )

  function toTimeline(player: Player): ReactNode {
    return (
      <TimelinePanel
        player={player}
        items={items}
        filter={filter}
        error={timelineError}
        selected={selected}
        searchRef={search}
        onSelect={select}
      />
    )
  }

  function toNotes(): ReactNode {
    return (
      <NoteList
        notes={notes}
        startedAt={player?.getState().startedAt ?? manifest.session.startedAt}
        onSeek={(at) => void player?.seek(at)}
        onAdd={writeNote}
      />
    )
  }

  function toFacts(): ReactNode {
    return (
      <SessionFacts manifest={manifest} timeline={timeline}>
        <CareNotes care={care} session={manifest.session} />
        <SessionActions
          session={id}
          onShare={() => setDialog('share')}
          onHold={() => setDialog('hold')}
          onErase={() => setDialog('erase')}
        />
      </SessionFacts>
    )
  }
}

function toNotesLabel({ all }: Notes): string {
  return all.length === 0 ? 'Notes' : `Notes (${all.length})`
}
