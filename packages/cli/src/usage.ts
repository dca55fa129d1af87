export const usage = `playhead <command>

  export          --session <id> | --user <id>   --out <file.tar.gz>
  erase           --session <id> | --user <id> | --url <pattern> | --from <time> --to <time>
                  --dry-run | --yes   [--receipt <file.json>]
  retention sweep --config <file.json>
  verify-receipt  <file.json>   [--public-key <key>]
  serve           [--port 4180] [--retention <file.json>]

Everywhere:
  --db <file>     the database. Default .playhead/replay.db
  --key-file <f>  its key file. Default: the database's name with .key at its end
  --actor <name>  who is named in receipts. Default: the user of this machine

A URL pattern may hold *, which stands for anything; one that begins with / is a path.
A time is ms since the Unix epoch or a date such as 2026-11-24.
Exit codes: 0 done, 1 failed, 2 wrongly used.`

/** What `parseArgs` of Node throws for an option it does not know, or that lacks its value. */
export function isParseError(error: unknown): boolean {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}
