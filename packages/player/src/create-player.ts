import type { TabManifest } from '@playhead/protocol'
import { browserClock } from './clock.ts'
import { toInitialState } from './initial-state.ts'
import { createReplayedPage } from './page/replayed-page.ts'
import { createStyleAnimations } from './page/style-animations.ts'
import { clampToTab, findTab } from './play/find-tab.ts'
import { createLinger } from './play/linger.ts'
import { toNextMoment } from './play/next-moment.ts'
import { createPicture } from './play/picture.ts'
import { createPrefetch } from './play/prefetch.ts'
import { type Scene, toScene } from './play/scene.ts'
import { createTicker } from './play/ticker.ts'
import type { Player, PlayerOptions } from './player.ts'
import { PlayerError, toPlayerError } from './player-error.ts'
import { createStateStore, type PlayerState } from './player-state.ts'
import { createPointerLayer } from './stage/pointer-layer.ts'
import { createStage } from './stage/stage.ts'

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
  const linger = createLinger()
  const ticker = createTicker(clock, tick)
  let scene = createScene(firstTab)
  const store = createStateStore(
    toInitialState(firstTab, scene.picture.track.gaps, options.at),
    clock,
  )
  let work = new AbortController()
  let isDestroyed = false

  function createScene(tab: TabManifest): Scene {
    const parts = { tab, loader, page, pointer, maxChangesAtOnce, onViewport: showViewport }
    return toScene(createPicture(parts), tab, timeline)
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
    linger.reset()
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
    const next = gap ? linger.move(gap, from, at, elapsedMs) : at
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
      await show(clampToTab(at, scene.tab), store.get().viewport ? 'buffering' : 'loading')
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
