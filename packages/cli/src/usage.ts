export const usage = `playhead <command>

  export          --session <id> | --user <id>   --out <file.tar.gz>
  erase           --session <id> | --user <id> | --url <pattern> | --from <time> --to <time>
                  --dry-run | --yes   [--receipt <file.json>]
  retention sweep --config <file.json>
  verify-receipt  <file.json>   [--public-key <key>]
  log             the audit log, the newest entry first   [--who <part of the name>]
                  [--action <action>] [--session <id>] [--from <time>] [--to <time>]
  log verify      whether it is as it was written   [--head <number:hash>]
  warnings        what pages did not mask and the server took out   [--session <id>]
  serve           [--port 4180] [--retention <file.json>]
  audit           <url...>   [--html <file>] [--json] [--safe-ok] [--allow <channel[@selector]>]
                  [--recorder own|injected] [--options <file.json>] [--wait-for <selector>]
                  [--storage-state <file>] [--header <name: value>] [--cookie <name=value>]
                  [--allow-host <host>] [--allow-writes] [--viewport 1280x800] [--timeout <s>]

All but audit take:
  --db <file>     the database. Default .playhead/replay.db
  --key-file <f>  its key file. Default: the database's name with .key at its end
  --actor <name>  who is named in receipts. Default: the user of this machine

A URL pattern may hold *, which stands for anything; one that begins with / is a path.
A time is ms since the Unix epoch or a date such as 2026-11-24.
Exit codes: 0 done, 1 failed, 2 wrongly used. Of audit: 0 clean, 1 leaks, 2 could not be tried.`

/** What `parseArgs` of Node throws for an option it does not know, or that lacks its value. */
export function isParseError(error: unknown): boolean {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}
