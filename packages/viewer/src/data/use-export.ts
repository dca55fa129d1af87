import type { DataSubject } from '@playhead/player'
import { useEnvironment } from '../app/environment.ts'
import { saveFile } from '../ui/save-file.ts'
import { type TaskState, useTask } from '../ui/use-task.ts'

export interface Export {
  /** `done` with the archive's bytes. */
  state: TaskState<number>
  save(of: DataSubject): void
}

/** Fetches the archive of a user or a session, and has the browser save it. */
export function useExport(): Export {
  const { client } = useEnvironment()
  const task = useTask<number>()
  return {
    state: task.state,
    save(of) {
      task.start(async () => {
        const archive = await client.exportArchive(of)
        // A user's name does not belong into a file name that travels.
        const name = 'session' in of ? `playhead-${of.session.slice(0, 8)}` : 'playhead-user'
        saveFile(archive, `${name}.tar.gz`)
        return archive.size
      })
    },
  }
}
