import { createStoreRecorder, type RecordStoreOptions } from './record-store.ts'

interface ReduxApi {
  getState(): unknown
}

/**
 * Redux middleware that records each action's type and which parts of the state it changed. Of payloads
 * and values only the shape is recorded (`string`, `array(3)`), unless `allow` names their part.
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
      record({ ...action, type: String(action.type) }, before, api.getState())
    }
    return result
  }
}
