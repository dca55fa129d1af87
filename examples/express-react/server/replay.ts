import { allowLoopback, createReplayServer, sqliteStore } from '@playhead/server'

export const replay = createReplayServer({
  store: sqliteStore({ path: process.env.PLAYHEAD_DB ?? '.playhead/replay.db' }),
  basePath: '/api/replay',
  service: 'cinema',
  // Whoever sits at this machine may watch. In your application, ask your own login instead.
  authorize: allowLoopback,
})
