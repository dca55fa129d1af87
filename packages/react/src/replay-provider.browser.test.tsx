import { getReplay, type PlayheadError, type ReplayState, start } from '@playhead/core'
import { act, type ReactNode, StrictMode, Suspense, use, useEffect } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server.browser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReplayProvider, useReplay, useReplayState } from './index.ts'
import { recordIntoMemory } from './record-into-memory.test-support.ts'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}

let root: Root | null = null

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = '<div id="app"></div>'
})

afterEach(async () => {
  await unmount()
  await getReplay()?.stop()
})

describe('ReplayProvider', () => {
  it('records once under strict mode, which mounts twice', async () => {
    const server = recordIntoMemory()
    await render(
      <StrictMode>
        <ReplayProvider {...server.options}>
          <p>hello</p>
        </ReplayProvider>
      </StrictMode>,
    )
    await untilRecording()
    await getReplay()?.flush()
    expect(await server.snapshots()).toBe(1)
  })

  it('ends the recording when it is unmounted, and sends what it has', async () => {
    const server = recordIntoMemory()
    await render(<ReplayProvider {...server.options} />)
    const replay = await untilRecording()
    replay?.track('last words')
    await unmount()
    await untilState('stopped', replay)
    expect(getReplay()).toBeNull()
    await expect.poll(() => namesOf(server)).toContain('last words')
  })

  it('leaves no listener behind, however often it is mounted and unmounted', async () => {
    const server = recordIntoMemory()
    const listening = countListeners()
    for (let turn = 0; turn < 100; turn++) {
      await render(<ReplayProvider {...server.options} />)
      // Some are gone before the recorder is there.
      const replay = turn % 4 === 0 ? await untilRecording() : getReplay()
      await unmount()
      await untilState('stopped', replay)
    }
    await expect.poll(listening.left).toEqual([])
    listening.stop()
  })

  it('does not end a recording that something else started', async () => {
    const server = recordIntoMemory()
    const injected = start(server.options)
    await render(
      <StrictMode>
        <ReplayProvider {...server.options} />
      </StrictMode>,
    )
    expect(getReplay()).toBe(injected)
    await untilRecording()
    await unmount()
    await settle()
    expect(injected.getState().name).toBe('recording')
    await injected.stop()
    expect(injected.getState().name).toBe('stopped')
  })

  it('goes on when its options change by identity or value, and calls the latest onError', async () => {
    const server = recordIntoMemory()
    const heard: string[] = []
    const withListener = (name: string) => (
      <ReplayProvider
        {...server.options}
        release={name}
        sampling={{ session: 1 }}
        onError={(error: PlayheadError) => heard.push(`${name}: ${error.code}`)}
      />
    )
    await render(withListener('first'))
    const replay = await untilRecording()
    await render(withListener('second'))
    expect(getReplay()).toBe(replay)
    replay?.track('too large', { text: 'x'.repeat(20_000) })
    expect(heard).toEqual(['second: not_recorded'])
    await replay?.flush()
    expect(await server.snapshots()).toBe(1)
  })

  it('tells of frustration whichever onFrustration is the latest', async () => {
    const server = recordIntoMemory()
    const heard: string[] = []
    const withListener = (name: string) => (
      <ReplayProvider
        {...server.options}
        onFrustration={({ kind }) => heard.push(`${name}: ${kind}`)}
      />
    )
    await render(withListener('first'))
    await untilRecording()
    await render(withListener('second'))
    shakeMouse()
    expect(heard).toEqual(['second: thrashed-cursor'])
  })

  it('tells of frustration though the recording was started before it, as Next does, and reports a listener that fails', async () => {
    const server = recordIntoMemory()
    const injected = start(server.options)
    const heard: unknown[] = []
    const errors: PlayheadError[] = []
    await render(
      <ReplayProvider
        {...server.options}
        onError={(error) => errors.push(error)}
        onFrustration={({ kind }) => {
          heard.push(kind)
          throw new Error('no help today')
        }}
      />,
    )
    await untilRecording()
    shakeMouse()
    expect(heard).toEqual(['thrashed-cursor'])
    expect(errors).toMatchObject([{ code: 'capture_failed', cause: { message: 'no help today' } }])
    await unmount()
    shakeMouse()
    expect(heard).toHaveLength(1)
    await injected.stop()
  })

  it('goes on while a boundary around it suspends', async () => {
    const server = recordIntoMemory()
    let reveal: (text: string) => void = () => undefined
    const text = new Promise<string>((resolve) => {
      reveal = resolve
    })
    const app = (isWaiting: boolean) => (
      <Suspense fallback="…">
        <ReplayProvider {...server.options}>
          {isWaiting ? <Late text={text} /> : null}
        </ReplayProvider>
      </Suspense>
    )
    await render(app(false))
    const replay = await untilRecording()
    await render(app(true))
    expect(appText()).toBe('…')
    expect(replay?.getState().name).toBe('recording')
    await act(async () => reveal('here'))
    expect(appText()).toBe('here')
    expect(getReplay()).toBe(replay)
    await replay?.flush()
    expect(await server.snapshots()).toBe(1)
  })

  it('records what a child tracks in its first effect', async () => {
    const server = recordIntoMemory()
    await render(
      <ReplayProvider {...server.options}>
        <TrackOnMount name="mounted" />
      </ReplayProvider>,
    )
    await untilRecording()
    await getReplay()?.flush()
    expect(await namesOf(server)).toEqual(['mounted'])
  })

  it('reports an option that can never work, once, and renders the application', async () => {
    const errors: PlayheadError[] = []
    const broken = (
      <ReplayProvider endpoint="api/replay" onError={(error) => errors.push(error)}>
        <p>shop</p>
      </ReplayProvider>
    )
    await render(broken)
    await render(broken)
    expect(errors.map((error) => error.code)).toEqual(['invalid_endpoint'])
    expect(appText()).toBe('shop')
  })
})

/** As people do who wait. */
function shakeMouse(): void {
  for (let turn = 0; turn < 12; turn++) {
    const clientX = turn % 2 === 0 ? 0 : 100
    const move = { bubbles: true, pointerType: 'mouse', clientX }
    document.body.dispatchEvent(new PointerEvent('pointermove', move))
  }
}

describe('useReplay', () => {
  it('gives one handle for ever and never re-renders a component', async () => {
    const server = recordIntoMemory()
    const handles = new Set<unknown>()
    let renders = 0
    function Child(): ReactNode {
      renders++
      handles.add(useReplay())
      return null
    }
    await render(
      <ReplayProvider {...server.options} consent="required">
        <Child />
      </ReplayProvider>,
    )
    await act(async () => getReplay()?.setConsent('granted'))
    await untilRecording()
    await act(async () => getReplay()?.setConsent('denied'))
    expect(renders).toBe(1)
    expect(handles.size).toBe(1)
  })

  it('works with no provider, as when Next started the recording', async () => {
    const replay = start(recordIntoMemory().options)
    let link = ''
    function Link(): ReactNode {
      const handle = useReplay()
      useEffect(() => {
        link = handle.url({ at: 5 })
      }, [handle])
      return null
    }
    await render(<Link />)
    expect(link).toBe(replay.url({ at: 5 }))
    expect(link).toContain(replay.sessionId)
  })

  it('does nothing where nothing records', async () => {
    const calls: unknown[] = []
    function Child(): ReactNode {
      const replay = useReplay()
      useEffect(() => {
        replay.identify('ana')
        replay.track('opened')
        replay.setConsent('granted')
        calls.push(replay.sessionId, replay.url({ at: 5 }), replay.getState())
      }, [replay])
      return null
    }
    await render(<Child />)
    expect(calls).toEqual(['', '', null])
  })
})

describe('useReplayState', () => {
  it('re-renders only the component that asks, across a stop and a new start', async () => {
    const server = recordIntoMemory()
    const states: (ReplayState['name'] | null)[] = []
    let others = 0
    function Asks(): ReactNode {
      const name = useReplayState()?.name ?? null
      if (states.at(-1) !== name) states.push(name)
      return name
    }
    function DoesNotAsk(): ReactNode {
      others++
      return null
    }
    const other = <DoesNotAsk />
    const app = (isOn: boolean) => (
      <>
        {isOn ? <ReplayProvider {...server.options}>{other}</ReplayProvider> : null}
        <Asks />
      </>
    )
    await render(app(true))
    await untilRecording()
    await expect.poll(appText).toBe('recording')
    expect(others).toBe(1)
    await render(app(false))
    await expect.poll(appText).toBe('')
    await render(app(true))
    await untilRecording()
    await expect.poll(appText).toBe('recording')
    expect(states.filter((name) => name === 'recording' || name === null)).toEqual([
      null,
      'recording',
      null,
      'recording',
    ])
  })

  it('hydrates without a mismatch when the recording began before React', async () => {
    const server = recordIntoMemory()
    function Status(): ReactNode {
      return <b>{useReplayState()?.name ?? 'not yet'}</b>
    }
    const app = (
      <ReplayProvider {...server.options}>
        <Status />
      </ReplayProvider>
    )
    const container = appElement()
    container.innerHTML = renderToString(app)
    const replay = start(server.options)
    await untilState('recording', replay)
    const mismatches: unknown[] = []
    await act(async () => {
      root = hydrateRoot(container, app, {
        onRecoverableError: (error) => mismatches.push(error),
      })
    })
    expect(appText()).toBe('recording')
    expect(mismatches).toEqual([])
    expect(getReplay()).toBe(replay)
    await replay.stop()
  })
})

function Late({ text }: { text: Promise<string> }): ReactNode {
  return use(text)
}

function TrackOnMount({ name }: { name: string }): ReactNode {
  const replay = useReplay()
  useEffect(() => replay.track(name), [replay, name])
  return null
}

async function render(node: ReactNode): Promise<void> {
  await act(async () => {
    root ??= createRoot(appElement())
    root.render(node)
  })
}

async function unmount(): Promise<void> {
  await act(async () => root?.unmount())
  root = null
}

/** Lets what is queued in this task and the next run. */
async function settle(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve)))
}

async function untilRecording(): Promise<ReturnType<typeof getReplay>> {
  const replay = getReplay()
  await untilState('recording', replay)
  return replay
}

async function untilState(
  name: ReplayState['name'],
  replay: ReturnType<typeof getReplay>,
): Promise<void> {
  await act(
    () =>
      new Promise<void>((resolve) => {
        if (replay?.getState().name === name) return resolve()
        const unsubscribe = replay?.subscribe(() => {
          if (replay.getState().name !== name) return
          unsubscribe?.()
          resolve()
        })
      }),
  )
}

async function namesOf(server: ReturnType<typeof recordIntoMemory>): Promise<string[]> {
  return (await server.timeline()).flatMap((event) => (event.type === 'custom' ? [event.name] : []))
}

function appElement(): HTMLElement {
  const element = document.getElementById('app')
  if (!element) throw new Error('The test page has no #app.')
  return element
}

function appText(): string | null {
  return appElement().textContent
}

/** Of the window and the document, by type. */
function countListeners(): { left(): string[]; stop(): void } {
  const counts = new Map<string, number>()
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const count = (method: typeof addEventListener, by: number): typeof addEventListener =>
    function (this: EventTarget, ...args) {
      const [type] = args
      if (this === window || this === document) counts.set(type, (counts.get(type) ?? 0) + by)
      Reflect.apply(method, this, args)
    }
  EventTarget.prototype.addEventListener = count(addEventListener, 1)
  EventTarget.prototype.removeEventListener = count(removeEventListener, -1)
  return {
    left: () => [...counts].flatMap(([type, left]) => (left > 0 ? [type] : [])),
    stop: () =>
      void Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }),
  }
}
