import { start } from './client.ts'

/*
 * `withPlayhead` has Next import this module before hydration (`instrumentationClientInject`). What
 * fails here must not keep the application from starting.
 */
try {
  start()
} catch (error) {
  console.error(error)
}
