import { configureStore, createSlice } from '@reduxjs/toolkit'
import { getReplay, start } from '@playhead/core'
import type { TimelineEvent } from '@playhead/protocol'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { act, Component, type ReactNode, startTransition, useEffect } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { createMemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import {
  ReplayErrorBoundary,
  replayReduxMiddleware,
  replayRootOptions,
  replayZustand,
  toNextRoute,
  trackReactRouter,
  trackTanStackRouter,
  useReplayError,
  useReplayRoute,
} from './index.ts'
import { recordIntoMemory } from './record-into-memory.test-support.ts'

let server: ReturnType<typeof recordIntoMemory>
let root: Root | null = null
let container: HTMLElement

beforeEach(async () => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = '<div id="app"></div>'
  container = document.querySelector<HTMLElement>('#app') ?? document.body
  server = recordIntoMemory()
  const replay = start(server.options)
  await vi.waitUntil(() => replay.getState().name === 'recording', { timeout: 20_000 })
})

afterEach(async () => {
  await act(async () => root?.unmount())
  root = null
  await getReplay()?.stop()
})

type EventOf<T extends TimelineEvent['type']> = Extract<TimelineEvent, { type: T }>

async function readEvents<T extends TimelineEvent['type']>(type: T): Promise<EventOf<T>[]> {
  await getReplay()?.flush()
  const isWanted = (event: TimelineEvent): event is EventOf<T> => event.type === type
  return (await server.timeline()).filter(isWanted)
}

/** Errors that reach the window, which would fail the test run otherwise. */
function hearWindow(): string[] {
  const heard: string[] = []
  const listener = (event: ErrorEvent): void => {
    heard.push(event.message)
    event.preventDefault()
  }
  addEventListener('error', listener)
  onTestFinished(() => removeEventListener('error', listener))
  return heard
}

function hearConsole(): unknown[] {
  const heard: unknown[] = []
  const original = console.error
  console.error = (...all) => heard.push(all[0])
  onTestFinished(() => {
    console.error = original
  })
  return heard
}

const failure = new TypeError('no seats left')

function Broken(): ReactNode {
  throw failure
}

async function render(element: ReactNode, options = {}): Promise<void> {
  root = createRoot(container, options)
  await act(async () => root?.render(element))
}

describe('ReplayErrorBoundary', () => {
  it('shows the fallback with a link to the moment, and records the components above', async () => {
    hearConsole()
    const url = getReplay()?.url() ?? ''
    await render(
      <ReplayErrorBoundary fallback={({ replayUrl }) => <a href={replayUrl}>watch</a>}>
        <Broken />
      </ReplayErrorBoundary>,
    )
    expect(container.querySelector('a')?.href).toMatch(`${url}?at=`)
    const errors = await readEvents('error')
    expect(errors).toMatchObject([
      { kind: 'reported', name: 'TypeError', context: { react: 'boundary' } },
    ])
    expect(JSON.stringify(errors[0]?.context)).toContain('Broken')
  })

  it('renders its children again after a reset', async () => {
    hearConsole()
    let isBroken = true
    const Sometimes = (): ReactNode => {
      if (isBroken) throw new Error('once')
      return <p>well again</p>
    }
    await render(
      <ReplayErrorBoundary fallback={({ reset }) => <button onClick={reset}>again</button>}>
        <Sometimes />
      </ReplayErrorBoundary>,
    )
    isBroken = false
    await act(async () => container.querySelector('button')?.click())
    expect(container.textContent).toBe('well again')
  })
})

describe('replayRootOptions', () => {
  it('records an uncaught error once, and reports it to the window as React does', async () => {
    hearConsole()
    const error = new Error('uncaught')
    const heard = hearWindow()
    const Fails = (): ReactNode => {
      useEffect(() => {
        throw error
      })
      return null
    }
    globalThis.IS_REACT_ACT_ENVIRONMENT = false
    root = createRoot(container, replayRootOptions())
    root.render(<Fails />)
    await expect.poll(() => heard).toEqual(['Uncaught Error: uncaught'])
    const errors = await readEvents('error')
    expect(errors).toMatchObject([{ message: 'uncaught', context: { react: 'uncaught' } }])
    expect(JSON.stringify(errors[0]?.context)).toContain('Fails')
  })

  it('hands an uncaught error to the application’s own callback, and to nothing else', async () => {
    hearConsole()
    const heard = hearWindow()
    const own: unknown[] = []
    globalThis.IS_REACT_ACT_ENVIRONMENT = false
    root = createRoot(
      container,
      replayRootOptions({ onUncaughtError: (error: unknown) => void own.push(error) }),
    )
    const error = new Error('for the application')
    const Fails = (): ReactNode => {
      throw error
    }
    root.render(<Fails />)
    await expect.poll(() => own).toEqual([error])
    expect(heard).toEqual([])
    expect(await readEvents('error')).toMatchObject([{ message: 'for the application' }])
  })

  it('records a caught error once, though a boundary records it too', async () => {
    const heard = hearConsole()
    const error = new Error('met twice')
    const Fails = (): ReactNode => {
      throw error
    }
    await render(
      <ReplayErrorBoundary fallback="sorry">
        <Fails />
      </ReplayErrorBoundary>,
      replayRootOptions(),
    )
    expect(heard).toContain(error)
    expect(await readEvents('error')).toMatchObject([{ message: 'met twice' }])
  })

  it('records what the application’s own boundary caught, with the components above', async () => {
    hearConsole()
    class Own extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
      override state = { hasFailed: false }
      static getDerivedStateFromError = () => ({ hasFailed: true })
      override render = (): ReactNode => (this.state.hasFailed ? 'sorry' : this.props.children)
    }
    const own: unknown[] = []
    const error = new Error('caught')
    const Fails = (): ReactNode => {
      throw error
    }
    await render(
      <Own>
        <Fails />
      </Own>,
      replayRootOptions({ onCaughtError: (...all: unknown[]) => void own.push(...all) }),
    )
    const stack = expect.stringMatching(/Fails[^]*Own/)
    expect(own).toEqual([error, expect.objectContaining({ componentStack: stack })])
    expect(await readEvents('error')).toMatchObject([
      { message: 'caught', context: { react: 'caught', componentStack: stack } },
    ])
  })

  it('records an error that React recovered from as such', async () => {
    const own: unknown[] = []
    let attempts = 0
    const error = new Error('at first')
    const Fickle = (): ReactNode => {
      if (attempts++ === 0) throw error
      return <p>well again</p>
    }
    globalThis.IS_REACT_ACT_ENVIRONMENT = false
    root = createRoot(
      container,
      replayRootOptions({ onRecoverableError: (thrown: unknown) => void own.push(thrown) }),
    )
    startTransition(() => root?.render(<Fickle />))
    await vi.waitUntil(() => container.textContent === 'well again', { timeout: 20_000 })
    await expect.poll(() => own).toHaveLength(1)
    expect(await readEvents('error')).toMatchObject([{ context: { react: 'recoverable' } }])
  })

  it('tells a hydration that did not match', async () => {
    hearConsole()
    const own: unknown[] = []
    container.innerHTML = '<p>from the server</p>'
    globalThis.IS_REACT_ACT_ENVIRONMENT = false
    root = hydrateRoot(
      container,
      <p>in the browser</p>,
      replayRootOptions({ onRecoverableError: (error: unknown) => void own.push(error) }),
    )
    await vi.waitUntil(() => container.textContent === 'in the browser', { timeout: 20_000 })
    expect(own).toHaveLength(1)
    expect(await readEvents('error')).toMatchObject([{ context: { react: 'hydration' } }])
  })
})

describe('useReplayError', () => {
  it('records the error with its digest, and links to the moment', async () => {
    const error = Object.assign(new Error('hidden'), { digest: '4711' })
    const ErrorPage = (): ReactNode => <a href={useReplayError(error)}>watch</a>
    await render(<ErrorPage />)
    const [recorded] = await readEvents('error')
    expect(recorded).toMatchObject({ context: { digest: '4711' } })
    expect(container.querySelector('a')?.href).toBe(getReplay()?.url({ at: recorded?.at ?? 0 }))
  })
})

describe('a click', () => {
  it('names the component by its annotation, else by the fibre of a development build', async () => {
    const Save = (): ReactNode => <button id="plain">save</button>
    await render(
      <>
        <Save />
        <div data-component="PayButton">
          <button id="marked">pay</button>
        </div>
      </>,
    )
    for (const id of ['plain', 'marked']) document.getElementById(id)?.click()
    const clicks = await readEvents('click')
    expect(clicks.map(({ element }) => element.component)).toEqual(['Save', 'PayButton'])
  })
})

describe('stores', () => {
  it('records the actions of a Redux store by type, and which parts changed, but no value', async () => {
    const cart = createSlice({
      name: 'cart',
      initialState: { lines: 0, step: 'cart' },
      reducers: {
        added: (state, { payload }: { payload: string }) => {
          state.lines += payload.length
        },
      },
    })
    const store = configureStore({
      reducer: { cart: cart.reducer, user: () => 'nora' },
      middleware: (own) => own().concat(replayReduxMiddleware()),
    })
    store.dispatch(cart.actions.added('secret'))
    const events = await readEvents('custom')
    expect(events).toMatchObject([
      {
        name: 'redux',
        properties: {
          action: 'cart/added',
          payload: 'string',
          changed: ['cart'],
          diff: { cart: 'object(2) → object(2)' },
        },
      },
    ])
    expect(JSON.stringify(events)).not.toMatch(/secret|nora|lines/)
  })

  it('records the changes of a Zustand store, and values that are allowed', async () => {
    const store = createStore(
      replayZustand(() => ({ step: 'cart', card: '', seats: [1] }), {
        name: 'checkout',
        allow: ['step'],
      }),
    )
    store.setState({ step: 'pay', card: 'secret', seats: [1, 2] })
    const events = await readEvents('custom')
    expect(events).toMatchObject([
      {
        name: 'checkout',
        properties: {
          changed: ['step', 'card', 'seats'],
          diff: {
            step: 'string → string',
            card: 'string → string',
            seats: 'array(1) → array(2)',
          },
          values: { step: 'pay' },
        },
      },
    ])
    expect(JSON.stringify(events)).not.toContain('secret')
  })
})

describe('routes', () => {
  const routes = async (): Promise<unknown[]> =>
    (await readEvents('custom')).map(({ properties }) => properties['route'])

  it('are those of Next by their pattern', async () => {
    const Page = ({ slug }: { slug: string }): ReactNode => {
      useReplayRoute(toNextRoute(`/lamps/${slug}`, { slug }))
      return null
    }
    await render(<Page slug="heron" />)
    await act(async () => root?.render(<Page slug="wren" />))
    expect(await routes()).toEqual(['/lamps/[slug]'])
    expect(toNextRoute('/docs/a/b', { path: ['a', 'b'] })).toBe('/docs/[...path]')
    expect(toNextRoute('/cart', {})).toBe('/cart')
    expect(toNextRoute(null, null)).toBeNull()
  })

  it('are those of React Router', async () => {
    const router = createMemoryRouter([
      { path: '/', children: [{ index: true }, { path: 'films/:slug' }] },
    ])
    const stop = trackReactRouter(router)
    await router.navigate('/films/heron')
    await router.navigate('/films/wren')
    stop()
    await router.navigate('/')
    expect(await routes()).toEqual(['/', '/films/:slug'])
  })

  it('are those of TanStack Router', async () => {
    const top = createRootRoute()
    const film = createRoute({ getParentRoute: () => top, path: '/films/$slug' })
    const router = createRouter({
      routeTree: top.addChildren([film]),
      history: createMemoryHistory({ initialEntries: ['/films/heron'] }),
    })
    const stop = trackTanStackRouter(router)
    globalThis.IS_REACT_ACT_ENVIRONMENT = false
    root = createRoot(container)
    root.render(<RouterProvider router={router} />)
    await vi.waitUntil(() => router.state.status === 'idle', { timeout: 20_000 })
    await expect.poll(routes).toEqual(['/films/$slug'])
    stop()
  })
})
