import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installed } from './installed.mjs'

/**
 * What Maven runs: `maven.mjs build DIR SKIP_TESTS` makes the dashboard under DIR, `maven.mjs check DIR SKIP_TESTS` runs
 * lint and tests. Each is left out when nothing that it depends on has changed since it last went well.
 */
const HERE = fileURLToPath(new URL('..', import.meta.url))
const BUILT_FROM = ['src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']
const READ_TOO = ['../docs/openapi.json', '../examples']
const CHECKED = [
  '../docs/job-spec.schema.json',
  'test',
  'eslint.config.js',
  '.prettierrc.json',
  'vitest.config.ts',
  // Whose sentences we have words for.
  '../api/src/main/java/org/commonwatt/api/carbon/CountryTable.java',
  '../api/src/main/java/org/commonwatt/api/job/Spans.java',
  '../api/src/main/java/org/commonwatt/api/lease',
  '../protocol/src/main/java/org/commonwatt/protocol/plan/HardwareClass.java',
  '../worker/src/main/java/org/commonwatt/worker/machine/DesignPowerTable.java',
]

const [goal, target, skipTests] = process.argv.slice(2)
const out = resolve(target)

function files(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => files(join(path, name)))
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths.flatMap((one) => files(join(HERE, one)))) {
    hash.update(path.slice(HERE.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function npm(script) {
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: HERE,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, COMMONWATT_WEB_OUT: out, NO_COLOR: '1' },
    shell: process.platform === 'win32',
  })
  // What went wrong was said by the command itself.
  if (status !== 0) process.exit(status ?? 1)
}

/** Does `work` unless `mark` already holds the hash of what it depends on. */
function unlessDone(mark, hash, name, work) {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) {
    console.log(`The dashboard's ${name} is up to date.`)
    return
  }
  rmSync(mark, { force: true })
  work()
  mkdirSync(dirname(mark), { recursive: true })
  writeFileSync(mark, hash)
}

const marks = resolve(HERE, 'target')
if (goal === 'build') {
  if (!existsSync(join(out, 'index.html'))) rmSync(join(marks, 'built'), { force: true })
  unlessDone(join(marks, 'built'), hashOf([...BUILT_FROM, ...READ_TOO]), 'build', () => {
    installed(HERE, { production: skipTests === 'true' })
    npm('build')
    // It served the check of the budget, and is nothing for browsers.
    rmSync(join(out, '.vite'), { recursive: true })
  })
} else {
  unlessDone(join(marks, 'checked'), hashOf([...BUILT_FROM, ...READ_TOO, ...CHECKED]), 'check', () => {
    installed(HERE)
    npm('typecheck')
    npm('lint')
    npm('test')
  })
}
