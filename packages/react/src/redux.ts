import { createStoreRecorder, type RecordStoreOptions } from './record-store.ts'

interface ReduxApi {
  getState(): unknown
}

/**
 * Redux middleware that records each action's type and which parts of the state it changed; payloads
 * and values are not recorded unless `allow` names their part.
 *
 * @example
 * configureStore({ reducer, middleware: (own) => own().concat(replayReduxMiddleware({ allow: ['step'] })) })
 */
export function replayReduxMiddleware(
  options: RecordStoreOptions = {},
): (api: ReduxApi) => (next: (action: unknown) => unknown) => (action: unknown) => unknown {
  const record = createStoreRecorder({ name: 'redux', ...options })
  return (api) => (next) => (action) => {
    const before = api.getState()
    const result = next(action)
    if (typeof action === 'object' && action !== null && 'type' in action) {
      record(String(action.type), before, api.getState())
    }
    return result
  }
}
