import type {
  PreferencesEvent,
  SessionManifest,
  SessionTimeline,
  TabManifest,
} from '@playhead/protocol'
import { browserClock, type PlayerClock } from './clock.ts'
import type { SegmentLoader } from './load/segment-loader.ts'
import { createReplayedPage } from './page/replayed-page.ts'
import { createStyleAnimations } from './page/style-animations.ts'
import { type TimeSpan, toInactiveSpans } from './play/inactive-spans.ts'
import { toNextMoment } from './play/next-moment.ts'
import { createPicture, type Picture } from './play/picture.ts'
import { createPrefetch } from './play/prefetch.ts'
import { createTicker } from './play/ticker.ts'
import { PlayerError } from './player-error.ts'
import { createStateStore, type PlayerState } from './player-state.ts'
import { createPointerLayer } from './stage/pointer-layer.ts'
import { createStage } from './stage/stage.ts'
import type { PlayerGap } from './track.ts'

export interface PlayerOptions {
  /** An element of the document. The player adds its stage to it and scales it to fit. */
  container: HTMLElement
  loader: SegmentLoader
  manifest: SessionManifest
  /**
   * Tells where nothing happens, and how the visitor wanted pages to look; without it no inactivity is
   * skipped, and the page looks as the viewer's browser wants.
   */
  timeline?: SessionTimeline
  /** Default: the session's first tab. */
  tab?: string
  /** Where to begin, ms since the Unix epoch. Default: the tab's start. */
  at?: number
  /**
   * Changes that are applied to the page in one go. What is further away is worked out first, in slices
   * that leave the page alive. Default 400: a few frames' time.
   */
  maxChangesAtOnce?: number
  /** Default: the browser's, by animation frames. */
  clock?: PlayerClock
}

export interface Player {
  /** The same object until something changes, as `useSyncExternalStore` asks for. */
  getState(): PlayerState
  /** Called at most once per animation frame. @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void
  /** From the start again if the recording has ended. */
  play(): void
  pause(): void
  /**
   * Moves the playhead, to the nearest end if `at` lies outside of the tab.
   *
   * @param at ms since the Unix epoch.
   * @returns once the page of that moment is shown, or a newer `seek` or `selectTab` took over. Never
   *   rejects: a failure is the state's status.
   */
  seek(at: number): Promise<void>
  /** @param speed recorded ms per ms, kept within 0.5 and 16. */
  setSpeed(speed: number): void
  setSkipInactivity(on: boolean): void
  /**
   * Shows another tab at the same moment, or from its start if it was not open then.
   * @throws {PlayerError} `invalid_option` if the session has no such tab.
   */
  selectTab(tab: string): void
  /** Removes the stage and ends every request. Calls after it do nothing. */
  destroy(): void
}

interface Scene {
  tab: TabManifest
  picture: Picture
  inactive: readonly TimeSpan[]
  /** By time. */
  preferences: readonly PreferencesEvent[]
}

/** Time spent in a gap before the playhead moves on to its end, ms. Long enough to read why. */
const gapLingerMs = 1_500
/** How long the last jump over inactivity stays in the state, recorded ms. */
const skippedShownMs = 2_000
const prefetchMs = 30_000

/**
 * Plays one session into a container.
 *
 * @throws {PlayerError} `invalid_option` if the container is not in the document, the session has no
 *   tab, or not the one asked for.
 * @example
 * const loader = createSegmentLoader({ basePath: '/api/replay', session })
 * const player = createPlayer({ container, loader, manifest: await loader.loadManifest() })
 * player.play()
 */
export function createPlayer(options: PlayerOptions): Player {
  const {
    container,
    loader,
    manifest,
    timeline,
    maxChangesAtOnce = 400,
    clock = browserClock,
  } = options
  if (!container.isConnected) {
    throw new PlayerError(
      'invalid_option',
      'The container must be in the document: append it first.',
    )
  }
  const firstTab = findTab(manifest, options.tab)
  const stage = createStage(container)
  const page = createReplayedPage(stage.viewportElement)
  const styleAnimations = createStyleAnimations()
  const pointer = createPointerLayer(stage.viewportElement)
  const prefetch = createPrefetch(loader)
  const ticker = createTicker(clock, tick)
  let scene = createScene(firstTab)
  const store = createStateStore(toInitialState(firstTab, scene, options.at), clock)
  let work = new AbortController()
  let gapMs = 0
  let isDestroyed = false

  function createScene(tab: TabManifest): Scene {
    const events =
      timeline?.events.filter((event) => event.tab === null || event.tab === tab.id) ?? []
    return {
      tab,
      picture: createPicture({
        tab,
        loader,
        page,
        pointer,
        maxChangesAtOnce,
        onViewport: showViewport,
      }),
      inactive: timeline ? toInactiveSpans(events, tab) : [],
      preferences: events.filter((event) => event.type === 'preferences'),
    }
  }

  function showViewport({ width, height }: { width: number; height: number }): void {
    const known = store.get().viewport
    if (known?.width === width && known.height === height) return
    stage.setViewport({ width, height })
    update({ viewport: { width, height } })
  }

  function update(changes: Partial<PlayerState>): void {
    store.update(changes)
    stage.element.dataset['playerState'] = store.get().status.name
  }

  function draw(at: number): void {
    const { picture, preferences } = scene
    // They are told a moment after the first picture was taken.
    page.prefer(preferences.findLast((told) => told.at <= at) ?? preferences[0] ?? null)
    picture.draw(at, store.get().speed)
    page.animateTo(at)
    const { gaps } = picture.track
    update({ at, gap: picture.track.gapAt(at), gaps, brokenFrames: page.brokenFrames })
  }

  /** Shows a moment, after fetching what it needs. What was under way before is given up. */
  async function show(at: number, waiting: 'loading' | 'buffering'): Promise<void> {
    ticker.stop()
    prefetch.stop()
    work.abort()
    work = new AbortController()
    gapMs = 0
    const { signal } = work
    update({ at, skipped: null, progress: null })
    const { picture } = scene
    if (picture.missing(at).length > 0 || picture.isFar(at)) update({ status: { name: waiting } })
    try {
      await picture.load(at, signal, (progress) => {
        if (!signal.aborted) update({ progress })
      })
      if (signal.aborted) return
      draw(at)
      styleAnimations.settle(page.iframe.contentDocument)
      update({ damagedSegments: picture.damaged, progress: null })
      settle()
    } catch (error) {
      if (signal.aborted) return
      // Not wanting to play any more, so that the next `play` means: try again.
      update({ status: { name: 'failed', error: toPlayerError(error) }, intent: 'pause' })
    }
  }

  /** The picture stands: play on, or wait. */
  function settle(): void {
    const { intent, at, endedAt } = store.get()
    fetchAhead()
    if (intent === 'pause') return update({ status: { name: 'paused' } })
    if (at >= endedAt) return update({ status: { name: 'ended' }, intent: 'pause' })
    update({ status: { name: 'playing' } })
    styleAnimations.run(page.iframe.contentDocument, true)
    ticker.start()
  }

  function stand(status: 'paused' | 'ended'): void {
    ticker.stop()
    styleAnimations.run(page.iframe.contentDocument, false)
    update({ status: { name: status }, intent: 'pause' })
  }

  function tick(elapsedMs: number): void {
    const { at: from, speed, endedAt, skipsInactivity, skipped, gap } = store.get()
    const { at, skipped: jumped } = toNextMoment({
      at: from,
      by: elapsedMs * speed,
      endedAt,
      inactive: skipsInactivity ? scene.inactive : [],
      gaps: scene.picture.track.gaps,
    })
    const next = gap ? linger(gap, at, elapsedMs) : at
    if (scene.picture.missing(next).length > 0) {
      void show(next, 'buffering')
      return
    }
    draw(next)
    if (jumped) update({ skipped: jumped })
    else if (skipped && next > skipped.endedAt + skippedShownMs) update({ skipped: null })
    fetchAhead()
    if (next >= endedAt) stand('ended')
  }

  /** Stays in a gap, however short and at any speed, until it can have been read. */
  function linger(gap: PlayerGap, at: number, elapsedMs: number): number {
    gapMs += elapsedMs
    if (gapMs < gapLingerMs) return Math.min(at, Math.max(store.get().at, gap.endedAt - 1))
    gapMs = 0
    return Math.max(at, gap.endedAt)
  }

  function fetchAhead(): void {
    const { at, speed } = store.get()
    prefetch.request(scene.tab.id, scene.picture.ahead(at + prefetchMs * Math.max(1, speed)))
  }

  const player: Player = {
    getState: store.get,
    subscribe: store.subscribe,
    play() {
      if (isDestroyed || store.get().intent === 'play') return
      const { status, at, startedAt, endedAt } = store.get()
      update({ intent: 'play' })
      if (status.name === 'loading' || status.name === 'buffering') return
      if (status.name === 'failed') void show(at, 'loading')
      else if (at >= endedAt) void show(startedAt, 'buffering')
      else settle()
    },
    pause() {
      if (isDestroyed) return
      if (store.get().status.name === 'playing') stand('paused')
      else update({ intent: 'pause' })
    },
    async seek(at) {
      if (isDestroyed) return
      await show(clamp(at, scene.tab), store.get().viewport ? 'buffering' : 'loading')
    },
    setSpeed(speed) {
      if (!isDestroyed && Number.isFinite(speed)) {
        update({ speed: Math.min(Math.max(speed, 0.5), 16) })
      }
    },
    setSkipInactivity(on) {
      if (!isDestroyed) update({ skipsInactivity: on, skipped: null })
    },
    selectTab(id) {
      if (isDestroyed || id === scene.tab.id) return
      const tab = findTab(manifest, id)
      const { at } = store.get()
      scene = createScene(tab)
      page.clear()
      pointer.draw({ at, path: [], clicks: [], speed: 1 })
      const { startedAt, endedAt } = tab
      const start = at >= startedAt && at <= endedAt ? at : startedAt
      update({ tab: id, startedAt, endedAt, gap: null, gaps: scene.picture.track.gaps })
      update({ damagedSegments: scene.picture.damaged })
      void show(start, 'loading')
    },
    destroy() {
      if (isDestroyed) return
      isDestroyed = true
      work.abort()
      ticker.stop()
      prefetch.stop()
      store.stop()
      pointer.destroy()
      page.destroy()
      stage.destroy()
    },
  }
  void show(store.get().at, 'loading')
  return player
}

function toInitialState(tab: TabManifest, scene: Scene, at: number | undefined): PlayerState {
  const { startedAt, endedAt } = tab
  return {
    status: { name: 'loading' },
    intent: 'pause',
    at: at === undefined ? startedAt : clamp(at, tab),
    startedAt,
    endedAt,
    tab: tab.id,
    speed: 1,
    skipsInactivity: false,
    skipped: null,
    progress: null,
    viewport: null,
    gap: null,
    gaps: scene.picture.track.gaps,
    damagedSegments: [],
    brokenFrames: 0,
  }
}

function findTab(manifest: SessionManifest, id: string | undefined): TabManifest {
  const tab = id === undefined ? manifest.tabs[0] : manifest.tabs.find((one) => one.id === id)
  if (tab) return tab
  throw new PlayerError(
    'invalid_option',
    id === undefined
      ? `Session ${manifest.session.id} has no tab to play.`
      : `Session ${manifest.session.id} has no tab ${JSON.stringify(id)}: take an id from the manifest's tabs.`,
  )
}

function clamp(at: number, { startedAt, endedAt }: TabManifest): number {
  if (Number.isNaN(at)) return startedAt
  return Math.min(Math.max(at, startedAt), endedAt)
}

function toPlayerError(error: unknown): PlayerError {
  if (error instanceof PlayerError) return error
  const why = error instanceof Error ? error.message : String(error)
  return new PlayerError('damaged_segment', `The recording cannot be shown here. ${why}`, {
    cause: error,
  })
}
