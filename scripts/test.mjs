// `npm test`: every check there is, in the order of how soon it can fail. A stage that fails does not
// hide the next one. Closes with a line of its own: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { continueOnBundledNode, ensureInstalled, root } from './ensure-installed.mjs'

const stages = [
  ['format', check('oxfmt', '--check')],
  ['lint', check('oxlint', '--deny-warnings')],
  ['package boundaries', check('turbo', 'boundaries')],
  ['build', check('turbo', 'run', 'build', '--output-logs=errors-only')],
  ['types', check('turbo', 'run', 'typecheck', '--output-logs=errors-only')],
  ['types of the benchmarks', check('tsc', '--noEmit', '-p', 'bench')],
  ['unused files, exports and dependencies', check('knip', '--no-progress')],
  ['packed packages', check('node', 'scripts/check-packages.mjs')],
  ['size budgets', check('size-limit')],
  ['unit and browser tests', tests('unit', 'browser')],
  ['end-to-end tests', tests('e2e')],
]

try {
  ensureInstalled()
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
if (!(await continueOnBundledNode())) await runAll()

async function runAll() {
  const { ensureChromium } = await import('./ensure-chromium.mjs')
  const results = [['a Chromium', asCheck(ensureChromium)]]
  for (const [name, run] of stages) {
    console.log(`\n── ${name}`)
    const startedAt = Date.now()
    results.push([name, run()])
    console.log(`   ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  }
  report(results)
}

function report(results) {
  console.log('\n── summary')
  let passed = 0
  let failed = 0
  for (const [name, result] of results) {
    passed += result.passed
    failed += result.failed
    console.log(
      `${result.failed === 0 ? '✓' : '✗'} ${name}: ${result.passed} passed, ${result.failed} failed`,
    )
  }
  process.exitCode = failed === 0 ? 0 : 1
  console.log(`\n${passed} passed, ${failed} failed`)
}

function asCheck(work) {
  try {
    work()
    return { passed: 1, failed: 0 }
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  }
}

/** A command that passes or fails as one. */
function check(command, ...args) {
  return () =>
    spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0
      ? { passed: 1, failed: 0 }
      : { passed: 0, failed: 1 }
}

/** Vitest projects, counted test by test. A skipped test counts as failed: nothing may be missing here. */
function tests(...projects) {
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'playhead-test-'))
    const outputFile = join(folder, 'results.json')
    const { status } = spawnSync(
      'vitest',
      [
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${outputFile}`,
      ],
      { cwd: root, stdio: 'inherit' },
    )
    const counts = readCounts(outputFile)
    rmSync(folder, { recursive: true, force: true })
    // Vitest also fails for what belongs to no test: an unhandled error, a file that does not load.
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  }
}

function readCounts(file) {
  try {
    const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'))
    if (numTotalTests === 0) return { passed: 0, failed: 1 }
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
