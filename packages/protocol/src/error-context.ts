/** What an error report needs so that whoever reads it can watch how it came about. */
export interface ErrorContext {
  error_type: string
  message: string
  stack_trace: string | null
  /** When it happened, as ISO 8601. */
  timestamp: string
  user_id: string | null
  session_id: string | null
  /** Without query and fragment. */
  page_url: string | null
  user_agent: string | null
  /** Opens the recording at that moment; null if there is none. */
  session_replay_url: string | null
  /** That moment, ms since the Unix epoch. */
  replay_timestamp: number | null
}
