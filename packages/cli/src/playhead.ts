#!/usr/bin/env node
import { audit } from './commands/audit.ts'
import { erase } from './commands/erase.ts'
import { exportData } from './commands/export.ts'
import { auditLog } from './commands/log.ts'
import { sweepRetention } from './commands/retention.ts'
import { serve } from './commands/serve.ts'
import { checkReceipt } from './commands/verify-receipt.ts'
import { listWarnings } from './commands/warnings.ts'
import { isParseError, usage } from './usage.ts'
import { UsageError } from './usage-error.ts'

type Command = (args: string[]) => Promise<void>

const commands: Readonly<Record<string, Command>> = {
  export: exportData,
  erase,
  retention: sweepRetention,
  'verify-receipt': checkReceipt,
  log: auditLog,
  warnings: listWarnings,
  serve,
  audit,
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  process.exitCode = error instanceof UsageError || isParseError(error) ? 2 : 1
  console.error(`playhead: ${error instanceof Error ? error.message : String(error)}`)
  if (process.exitCode === 2) console.error('`playhead help` says how it is used.')
}

async function run([name = 'help', ...args]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(name)) return console.log(usage)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new UsageError(`There is no command ${name}.`)
  await command(args)
}
