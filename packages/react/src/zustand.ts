import { createStoreRecorder, type RecordStoreOptions } from './record-store.ts'

interface SetState<State> {
  (
    partial: State | Partial<State> | ((state: State) => State | Partial<State>),
    replace?: false,
  ): void
  (state: State | ((state: State) => State), replace: true): void
}

interface ZustandApi<State> {
  setState: SetState<State>
  getState(): State
  subscribe(listener: (state: State, before: State) => void): () => void
}

/** What `create` and `createStore` of Zustand take. */
export type ZustandCreator<State> = (
  set: SetState<State>,
  get: () => State,
  api: ZustandApi<State>,
) => State

/**
 * Zustand middleware that records which parts of the state change, and of values only the shape, unless
 * `allow` names their part.
 *
 * @example
 * const useCart = create(replayZustand((set) => ({ lines: [] }), { name: 'cart' }))
 */
export function replayZustand<State>(
  create: ZustandCreator<State>,
  options: RecordStoreOptions = {},
): ZustandCreator<State> {
  const record = createStoreRecorder({ name: 'zustand', ...options })
  return (set, get, api) => {
    api.subscribe((state, before) => record({ type: 'set' }, before, state))
    return create(set, get, api)
  }
}
